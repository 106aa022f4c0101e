import * as z from 'zod';
import { arnOf, byName, flag, idOf, ignored, kind, type Named, whole } from '../kind.ts';

const shortId = (stack: string, logicalId: string) => idOf(stack, logicalId, 10);

const api = kind({
  defaultName: shortId,
  ref: byName,
  attributes: {
    ApiId: byName,
    ApiEndpoint: ({ name, region }: Named) => `https://${name}.execute-api.${region}.amazonaws.com`,
  },
  properties: z.strictObject({
    ProtocolType: z.literal('HTTP'),
    CorsConfiguration: z
      .strictObject({
        AllowCredentials: flag.default(false),
        AllowHeaders: z.array(z.string()).default([]),
        AllowMethods: z.array(z.string()).default([]),
        AllowOrigins: z.array(z.string()).default([]),
        ExposeHeaders: z.array(z.string()).default([]),
        MaxAge: whole.optional(),
      })
      .optional(),
    ...ignored('Name', 'Description', 'Tags', 'DisableExecuteApiEndpoint', 'IpAddressType'),
  }),
});

const integration = kind({
  defaultName: shortId,
  ref: byName,
  attributes: { IntegrationId: byName },
  properties: z.strictObject({
    ApiId: z.string(),
    IntegrationType: z.literal('AWS_PROXY'),
    IntegrationUri: z.string().regex(/:function:/, 'only Lambda integrations are implemented'),
    PayloadFormatVersion: z.literal('2.0'),
    TimeoutInMillis: whole.min(50).max(30_000).default(30_000),
    ...ignored('Description', 'IntegrationMethod'),
  }),
});

const route = kind({
  defaultName: shortId,
  ref: byName,
  attributes: { RouteId: byName },
  properties: z.strictObject({
    ApiId: z.string(),
    /** `METHOD /path/{name}/{rest+}` or `$default`. */
    RouteKey: z.string(),
    Target: z.string().regex(/^integrations\//),
    AuthorizationType: z.literal('NONE', 'authorizers are not implemented: functions verify tokens').default('NONE'),
    ...ignored('OperationName'),
  }),
});

const stage = kind({
  nameProperty: 'StageName',
  ref: byName,
  attributes: {},
  properties: z.strictObject({
    ApiId: z.string(),
    StageName: z.literal('$default'),
    AutoDeploy: z.literal(true),
    // Throttling protects a shared service from its callers; on one machine there is nobody else to protect.
    ...ignored('DefaultRouteSettings', 'RouteSettings', 'AccessLogSettings', 'Description', 'Tags'),
  }),
});

const emailIdentity = kind({
  nameProperty: 'EmailIdentity',
  ref: byName,
  attributes: {},
  properties: z.strictObject({
    EmailIdentity: z.string(),
    ...ignored('DkimAttributes', 'DkimSigningAttributes', 'FeedbackAttributes', 'MailFromAttributes', 'Tags'),
    ...ignored('ConfigurationSetAttributes'),
  }),
});

const configurationSet = kind({
  nameProperty: 'Name',
  ref: byName,
  attributes: {},
  properties: z.strictObject({
    Name: z.string().optional(),
    ...ignored('DeliveryOptions', 'ReputationOptions', 'SendingOptions', 'SuppressionOptions', 'TrackingOptions'),
    ...ignored('VdmOptions', 'Tags'),
  }),
});

/** What a schedule or a rule sets going: a function or a state machine, told by its ARN. */
const scheduleTarget = z.strictObject({
  Arn: z.string(),
  Input: z.string().optional(),
  RetryPolicy: z
    .strictObject({ MaximumEventAgeInSeconds: whole.optional(), MaximumRetryAttempts: whole.optional() })
    .optional(),
  ...ignored('Id', 'RoleArn'),
});

const schedule = kind({
  nameProperty: 'Name',
  ref: byName,
  attributes: { Arn: arnOf('scheduler', (name) => `schedule/default/${name}`) },
  properties: z.strictObject({
    ScheduleExpression: z.string(),
    ScheduleExpressionTimezone: z.string().default('UTC'),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Target: scheduleTarget,
    FlexibleTimeWindow: z.unknown(),
    ...ignored('Name', 'Description', 'GroupName', 'KmsKeyArn'),
  }),
});

const rule = kind({
  nameProperty: 'Name',
  ref: byName,
  attributes: { Arn: arnOf('events', (name) => `rule/${name}`) },
  properties: z.strictObject({
    ScheduleExpression: z.string(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Targets: z.array(scheduleTarget),
    ...ignored('Name', 'Description', 'Tags'),
  }),
});

export const edgeKinds = {
  'AWS::ApiGatewayV2::Api': api,
  'AWS::ApiGatewayV2::Integration': integration,
  'AWS::ApiGatewayV2::Route': route,
  'AWS::ApiGatewayV2::Stage': stage,
  'AWS::SES::EmailIdentity': emailIdentity,
  'AWS::SES::ConfigurationSet': configurationSet,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::Events::Rule': rule,
} as const;
