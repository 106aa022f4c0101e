import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket, BucketEncryption, HttpMethods, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import { bucketFromTemplate } from './template.ts';

test('a bucket that CDK synthesises is read whole', () => {
  const stack = new Stack();
  new Bucket(stack, 'Evidence', {
    encryption: BucketEncryption.S3_MANAGED,
    versioned: true,
    enforceSSL: true,
    objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(400)),
    lifecycleRules: [
      {
        prefix: 'quarantine/',
        expiration: Duration.days(7),
        noncurrentVersionExpiration: Duration.days(1),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
    cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: ['https://portal.example'], maxAge: 600 }],
  });
  const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::S3::Bucket'));
  const NotificationConfiguration = {
    LambdaConfigurations: [
      {
        Event: 's3:ObjectCreated:*',
        Function: 'arn',
        Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'quarantine/' }] } },
      },
    ],
  };
  expect(bucketFromTemplate({ ...resource?.Properties, NotificationConfiguration })).toEqual({
    versioning: true,
    objectLock: { retention: { mode: 'COMPLIANCE', days: 400 } },
    lifecycle: [
      { id: 'rule-1', prefix: 'quarantine/', expirationDays: 7, noncurrentDays: 1, abortIncompleteMultipartDays: 1 },
    ],
    cors: [{ allowedOrigins: ['https://portal.example'], allowedMethods: ['POST'], maxAgeSeconds: 600 }],
    notifications: [{ id: 'notification-1', target: 'arn', events: ['s3:ObjectCreated:*'], prefix: 'quarantine/' }],
  });
});

test('a property that the store does not implement is refused by name', () => {
  expect(() => bucketFromTemplate({ WebsiteConfiguration: {} })).toThrow('WebsiteConfiguration');
  expect(() => bucketFromTemplate({ NotificationConfiguration: { QueueConfigurations: [] } })).toThrow(
    'QueueConfigurations',
  );
  const Rules = [{ Status: 'Enabled', Transitions: [] }];
  expect(() => bucketFromTemplate({ LifecycleConfiguration: { Rules } })).toThrow('Transitions');
});
