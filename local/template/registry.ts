import type * as z from 'zod';
import type { Kind } from './kind.ts';
import { computeKinds } from './kinds/compute.ts';
import { edgeKinds } from './kinds/edge.ts';
import { identityKinds } from './kinds/identity.ts';
import { storageKinds } from './kinds/storage.ts';

/** Every type that the embedded runtime implements, with the properties that it understands. */
const kinds = { ...storageKinds, ...computeKinds, ...edgeKinds, ...identityKinds } as const;

export type ImplementedType = keyof typeof kinds;
export type PropertiesOf<Type extends ImplementedType> = z.output<(typeof kinds)[Type]['properties']>;

/**
 * Types that change nothing for one person on one machine: who may call what (everything here belongs to that person),
 * what is watched, what is logged where. Others may refer to them; their properties are not read.
 */
const inertTypes: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::Cognito::UserPoolUICustomizationAttachment',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SNS::Subscription',
  'AWS::Scheduler::ScheduleGroup',
]);

export const isImplemented = (type: string): type is ImplementedType => Object.hasOwn(kinds, type);
export const isInert = (type: string): boolean => inertTypes.has(type);
export const kindOf = (type: ImplementedType): Kind => kinds[type];
