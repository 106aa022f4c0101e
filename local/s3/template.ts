import * as z from 'zod';
import type { BucketConfig, LifecycleRule, NotificationRule } from './types.ts';

const daysPerYear = 365;
const whole = z.coerce.number().int().positive();
const flag = z.union([z.boolean(), z.stringbool()]);
const enabled = z.enum(['Enabled', 'Disabled']);

const lambdaConfiguration = z.strictObject({
  Event: z.string(),
  Function: z.string(),
  Filter: z
    .strictObject({
      S3Key: z.strictObject({
        Rules: z.array(
          z.strictObject({
            Name: z
              .string()
              .toLowerCase()
              .pipe(z.enum(['prefix', 'suffix'])),
            Value: z.string(),
          }),
        ),
      }),
    })
    .optional(),
});

const lifecycleRule = z.strictObject({
  Id: z.string().optional(),
  Status: enabled,
  Prefix: z.string().optional(),
  ExpirationInDays: whole.optional(),
  ExpiredObjectDeleteMarker: flag.optional(),
  NoncurrentVersionExpiration: z.strictObject({ NoncurrentDays: whole }).optional(),
  AbortIncompleteMultipartUpload: z.strictObject({ DaysAfterInitiation: whole }).optional(),
});

const properties = z.strictObject({
  BucketName: z.string().optional(),
  VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
  ObjectLockEnabled: flag.optional(),
  ObjectLockConfiguration: z
    .strictObject({
      ObjectLockEnabled: z.literal('Enabled'),
      Rule: z
        .strictObject({
          DefaultRetention: z.strictObject({
            Mode: z.enum(['COMPLIANCE', 'GOVERNANCE']),
            Days: whole.optional(),
            Years: whole.optional(),
          }),
        })
        .optional(),
    })
    .optional(),
  NotificationConfiguration: z
    .strictObject({ LambdaConfigurations: z.array(lambdaConfiguration).optional() })
    .optional(),
  CorsConfiguration: z
    .strictObject({
      CorsRules: z.array(
        z.strictObject({
          Id: z.string().optional(),
          AllowedOrigins: z.array(z.string()),
          AllowedMethods: z.array(z.string()),
          AllowedHeaders: z.array(z.string()).optional(),
          ExposedHeaders: z.array(z.string()).optional(),
          MaxAge: whole.optional(),
        }),
      ),
    })
    .optional(),
  LifecycleConfiguration: z
    .strictObject({ Rules: z.array(lifecycleRule), TransitionDefaultMinimumObjectSize: z.string().optional() })
    .optional(),
  // Without meaning on one machine: who may reach the bucket, how AWS encrypts, logs and labels it.
  BucketEncryption: z.unknown().optional(),
  LoggingConfiguration: z.unknown().optional(),
  OwnershipControls: z.unknown().optional(),
  PublicAccessBlockConfiguration: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

type Properties = z.infer<typeof properties>;

/**
 * The configuration of a bucket from the resolved properties of an `AWS::S3::Bucket`.
 * Throws a ZodError that names each property that the embedded store does not implement.
 */
export function bucketFromTemplate(resolved: unknown): BucketConfig {
  const read = properties.parse(resolved);
  const lock = read.ObjectLockConfiguration;
  const retention = lock?.Rule?.DefaultRetention;
  return {
    versioning: read.VersioningConfiguration?.Status === 'Enabled',
    ...((lock || read.ObjectLockEnabled) && {
      objectLock: retention
        ? { retention: { mode: retention.Mode, days: retention.Days ?? (retention.Years ?? 0) * daysPerYear } }
        : {},
    }),
    notifications: notifications(read),
    cors: (read.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
      allowedOrigins: rule.AllowedOrigins,
      allowedMethods: rule.AllowedMethods,
      ...(rule.AllowedHeaders && { allowedHeaders: rule.AllowedHeaders }),
      ...(rule.ExposedHeaders && { exposedHeaders: rule.ExposedHeaders }),
      ...(rule.MaxAge && { maxAgeSeconds: rule.MaxAge }),
    })),
    lifecycle: lifecycle(read),
  };
}

function notifications(read: Properties): NotificationRule[] {
  return (read.NotificationConfiguration?.LambdaConfigurations ?? []).map((rule, index) => {
    const filter = Object.fromEntries((rule.Filter?.S3Key.Rules ?? []).map(({ Name, Value }) => [Name, Value]));
    return { id: `notification-${index + 1}`, target: rule.Function, events: [rule.Event], ...filter };
  });
}

function lifecycle(read: Properties): LifecycleRule[] {
  const rules = read.LifecycleConfiguration?.Rules ?? [];
  return rules
    .filter((rule) => rule.Status === 'Enabled')
    .map((rule, index) => ({
      id: rule.Id ?? `rule-${index + 1}`,
      ...(rule.Prefix && { prefix: rule.Prefix }),
      ...(rule.ExpirationInDays && { expirationDays: rule.ExpirationInDays }),
      ...(rule.NoncurrentVersionExpiration && { noncurrentDays: rule.NoncurrentVersionExpiration.NoncurrentDays }),
      ...(rule.ExpiredObjectDeleteMarker && { expiredObjectDeleteMarker: true }),
      ...(rule.AbortIncompleteMultipartUpload && {
        abortIncompleteMultipartDays: rule.AbortIncompleteMultipartUpload.DaysAfterInitiation,
      }),
    }));
}
