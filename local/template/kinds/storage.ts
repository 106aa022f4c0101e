import { createHash } from 'node:crypto';
import * as z from 'zod';
import { keySpec, keyUsage } from '#local/kms/keys.ts';
import { bucketFromTemplate } from '#local/s3/template.ts';
import type { BucketConfig } from '#local/s3/types.ts';
import { arnOf, byName, flag, ignored, kind, type Named } from '../kind.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
  ...ignored('ProvisionedThroughput', 'OnDemandThroughput', 'ContributorInsightsSpecification'),
});

const table = kind({
  nameProperty: 'TableName',
  ref: byName,
  attributes: {
    Arn: arnOf('dynamodb', (name) => `table/${name}`),
    // One stream a table, under a label that stays the same: dynoxide's own label is nobody's business.
    StreamArn: arnOf('dynamodb', (name) => `table/${name}/stream/embedded`),
  },
  properties: z.strictObject({
    KeySchema: keySchema,
    AttributeDefinitions: z.array(
      z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    GlobalSecondaryIndexes: z.array(index).default([]),
    LocalSecondaryIndexes: z.array(index).default([]),
    StreamSpecification: z
      .strictObject({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) })
      .optional(),
    TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: flag }).optional(),
    ...ignored('TableName', 'BillingMode', 'ProvisionedThroughput', 'OnDemandThroughput', 'WarmThroughput', 'Tags'),
    ...ignored('PointInTimeRecoverySpecification', 'SSESpecification', 'DeletionProtectionEnabled', 'TableClass'),
    ...ignored('ContributorInsightsSpecification', 'ResourcePolicy'),
  }),
});

/** What a bucket may say is the store's own business. */
const bucketProperties = z.unknown().transform((value, context): BucketConfig => {
  try {
    return bucketFromTemplate(value);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    for (const { path, message } of error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  }
});

const bucket = kind({
  nameProperty: 'BucketName',
  defaultName: (stack, logicalId) => `${stack}-${logicalId}`.toLowerCase().slice(0, 63),
  ref: byName,
  attributes: {
    Arn: ({ name }: Named) => `arn:aws:s3:::${name}`,
    DomainName: ({ name }: Named) => `${name}.s3.amazonaws.com`,
    RegionalDomainName: ({ name, region }: Named) => `${name}.s3.${region}.amazonaws.com`,
  },
  properties: bucketProperties,
});

const key = kind({
  defaultName: (stack, logicalId) => uuidOf(`${stack}/${logicalId}`),
  ref: byName,
  attributes: { Arn: arnOf('kms', (name) => `key/${name}`), KeyId: byName },
  properties: z.strictObject({
    KeySpec: keySpec.default('SYMMETRIC_DEFAULT'),
    KeyUsage: keyUsage.default('ENCRYPT_DECRYPT'),
    Enabled: z.union([z.literal(true), z.literal('true')]).optional(),
    ...ignored('Description', 'KeyPolicy', 'EnableKeyRotation', 'RotationPeriodInDays', 'PendingWindowInDays', 'Tags'),
    ...ignored('MultiRegion', 'Origin', 'BypassPolicyLockoutSafetyCheck'),
  }),
});

const alias = kind({
  nameProperty: 'AliasName',
  ref: byName,
  attributes: {},
  properties: z.strictObject({ AliasName: z.templateLiteral(['alias/', z.string()]), TargetKeyId: z.string() }),
});

/** The same key id at every start. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const storageKinds = {
  'AWS::DynamoDB::Table': table,
  'AWS::S3::Bucket': bucket,
  'AWS::KMS::Key': key,
  'AWS::KMS::Alias': alias,
} as const;
