import { createHash } from 'node:crypto';
import * as z from 'zod';
import { arnOf, byName, flag, ignored, kind, type Named, whole } from '../kind.ts';

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

/** S3's notification: which events on which keys call which function. */
const notification = z.strictObject({
  LambdaConfigurations: z
    .array(
      z.strictObject({
        Event: z.string(),
        Function: z.string(),
        Filter: z
          .strictObject({
            S3Key: z.strictObject({
              Rules: z.array(z.strictObject({ Name: z.string().toLowerCase(), Value: z.string() })),
            }),
          })
          .optional(),
      }),
    )
    .default([]),
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
  properties: z.strictObject({
    VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
    CorsConfiguration: z
      .strictObject({
        CorsRules: z.array(
          z.strictObject({
            AllowedHeaders: z.array(z.string()).optional(),
            AllowedMethods: z.array(z.string()),
            AllowedOrigins: z.array(z.string()),
            ExposedHeaders: z.array(z.string()).optional(),
            MaxAge: whole.optional(),
            Id: z.string().optional(),
          }),
        ),
      })
      .optional(),
    NotificationConfiguration: notification.optional(),
    // Nothing is deleted by age on one machine: what the rules would remove stays, which can surprise nobody.
    LifecycleConfiguration: z.unknown().optional(),
    ...ignored('BucketName', 'BucketEncryption', 'PublicAccessBlockConfiguration', 'OwnershipControls', 'Tags'),
    ...ignored('LoggingConfiguration', 'AccessControl', 'ObjectLockEnabled', 'ObjectLockConfiguration'),
  }),
});

const key = kind({
  defaultName: (stack, logicalId) => uuidOf(`${stack}/${logicalId}`),
  ref: byName,
  attributes: { Arn: arnOf('kms', (name) => `key/${name}`), KeyId: byName },
  properties: z.strictObject({
    KeySpec: z.string().default('SYMMETRIC_DEFAULT'),
    KeyUsage: z.string().default('ENCRYPT_DECRYPT'),
    Enabled: flag.default(true),
    ...ignored('Description', 'KeyPolicy', 'EnableKeyRotation', 'RotationPeriodInDays', 'PendingWindowInDays', 'Tags'),
    ...ignored('MultiRegion', 'Origin', 'BypassPolicyLockoutSafetyCheck'),
  }),
});

const alias = kind({
  nameProperty: 'AliasName',
  ref: byName,
  attributes: {},
  properties: z.strictObject({ AliasName: z.string(), TargetKeyId: z.string() }),
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
