import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { CfnMalwareProtectionPlan } from 'aws-cdk-lib/aws-guardduty';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { evidenceOperations } from '../schemas/api/evidence.ts';
import { recordsOf, StreamConsumer } from './constructs/consumer.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayRead, mayRecord, mayUseKey, mayUseObjects, mayWrite } from './constructs/grants.ts';
import { acknowledge, acknowledgeWildcard } from './constructs/nag.ts';
import type { Foundation } from './foundation.ts';

/** Files: declared, stored in quarantine by the supplier's browser, screened on arrival, kept unchangeable once accepted. */
export class Evidence extends Construct {
  /** Where browsers post files to and fetch page images from. */
  readonly storeOrigins: readonly string[];
  /** The files that were accepted. */
  readonly accepted: Bucket;
  /** Their pages as images, and their text. */
  readonly views: Bucket;
  constructor(scope: Construct, id: string, { records, identity, api }: Foundation) {
    super(scope, id);
    // Named, so that the function's policy need not point at the bucket that notifies it: that would be a circle.
    const quarantineName = `passerelle-quarantine-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    const quarantineArn = `arn:${Aws.PARTITION}:s3:::${quarantineName}`;
    const kept = {
      encryption: BucketEncryption.KMS,
      encryptionKey: records.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    };
    const accepted = new Bucket(this, 'Accepted', {
      ...kept,
      versioned: true,
      objectLockEnabled: true,
      // Ontario's regulations ask for at least one year after last use; certifications are used for up to one.
      objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(730)),
    });
    this.accepted = accepted;
    const environment = { CASEWORK_TABLE: records.casework.tableName, QUARANTINE_BUCKET: quarantineName };

    const screen = new RoomFunction(this, 'Screen', {
      bundle: 'evidence-screen',
      timeout: 60,
      memory: 1024,
      environment: { ...environment, EVIDENCE_BUCKET: accepted.bucketName, MALWARE_SCAN: 'guardduty' },
      whenItFails: 'Files that suppliers sent are not being checked: their submissions cannot go on.',
    });
    mayWrite(screen.lambda, records.casework);
    mayRecord(screen.lambda, records.audit);
    mayUseObjects(screen.lambda, accepted.bucketArn, ['s3:PutObject'], 'It promotes any accepted file.');
    mayUseObjects(
      screen.lambda,
      quarantineArn,
      ['s3:GetObject', 's3:DeleteObject'],
      'It reads and removes any quarantined file.',
    );
    mayUseKey(screen.lambda, records.key, ['kms:Decrypt', 'kms:GenerateDataKey']);

    const permission = new CfnPermission(this, 'QuarantineMayCall', {
      action: 'lambda:InvokeFunction',
      functionName: screen.lambda.functionName,
      principal: 's3.amazonaws.com',
      sourceAccount: Aws.ACCOUNT_ID,
      sourceArn: quarantineArn,
    });
    const quarantine = new Bucket(this, 'Quarantine', {
      ...kept,
      bucketName: quarantineName,
      lifecycleRules: [{ expiration: Duration.days(2) }],
      cors: [{ allowedOrigins: ['*'], allowedMethods: [HttpMethods.POST], allowedHeaders: ['*'] }],
    });
    const l1 = quarantine.node.defaultChild as CfnBucket;
    l1.notificationConfiguration = {
      lambdaConfigurations: [{ event: 's3:ObjectCreated:*', function: screen.lambda.functionArn }],
    };
    l1.addResourceDependency(permission);
    for (const bucket of [quarantine, accepted])
      acknowledge(
        bucket,
        'AwsSolutions-S1',
        'Every view of evidence is in our own audit log; CloudTrail data events hold the rest.',
      );

    const views = new Bucket(this, 'Views', { ...kept, versioned: true });
    this.views = views;
    acknowledge(views, 'AwsSolutions-S1', 'Page images; every view is in our own audit log.');
    const render = new StreamConsumer(this, 'Render', {
      bundle: 'evidence-render',
      timeout: 300,
      memory: 1536,
      table: records.casework,
      failures: records.failures,
      filters: [
        {
          ...recordsOf({ prefix: 'DOCUMENT#' }),
          dynamodb: {
            ...recordsOf({ prefix: 'DOCUMENT#' }).dynamodb,
            NewImage: { state: { S: ['accepted'] }, viewable: { N: [{ exists: false }] } },
          },
        },
      ],
      // One document may have two hundred pages, and takes its time alone.
      batchSize: 1,
      parallel: 2,
      environment: {
        CASEWORK_TABLE: records.casework.tableName,
        EVIDENCE_BUCKET: accepted.bucketName,
        VIEWS_BUCKET: views.bucketName,
      },
      whenItFails: 'Verifiers cannot see the pages of new documents.',
    });
    mayWrite(render.lambda, records.casework);
    mayUseObjects(render.lambda, accepted.bucketArn, ['s3:GetObject'], 'It renders any accepted file.');
    mayUseObjects(render.lambda, views.bucketArn, ['s3:PutObject'], 'It writes the pages of any accepted file.');

    this.storeOrigins = [quarantine, views].map((bucket) => `https://${bucket.bucketRegionalDomainName}`);
    this.scanForMalware(quarantine, records.key, screen);

    const door = new RoomFunction(this, 'Api', {
      bundle: 'evidence-api',
      environment: {
        ...environment,
        ...identity.environment,
        NETWORK_TABLE: records.network.tableName,
        EVIDENCE_BUCKET: accepted.bucketName,
        VIEWS_BUCKET: views.bucketName,
      },
      whenItFails: 'Suppliers cannot add or see their files.',
    });
    mayWrite(door.lambda, records.casework);
    mayRead(door.lambda, records.network);
    // A permit can do no more than who signs it.
    mayUseObjects(door.lambda, quarantineArn, ['s3:PutObject'], 'Each permit that it signs is bound to one key.');
    mayUseObjects(door.lambda, accepted.bucketArn, ['s3:GetObject'], 'Each permit that it signs names one file.');
    mayUseObjects(door.lambda, views.bucketArn, ['s3:GetObject'], 'Each permit that it signs names one page.');
    mayUseKey(door.lambda, records.key, ['kms:GenerateDataKey']);
    api.serve(evidenceOperations, door.lambda);
  }

  /** GuardDuty scans each file on arrival; its result is what moves the document on. */
  private scanForMalware(quarantine: Bucket, key: Key, screen: RoomFunction): void {
    const role = new Role(this, 'ScanRole', {
      assumedBy: new ServicePrincipal('malware-protection-plan.guardduty.amazonaws.com'),
    });
    const rules = `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*`;
    const allow = (actions: string[], resources: string[]) =>
      role.addToPolicy(new PolicyStatement({ actions, resources }));
    // https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html
    allow(['events:PutRule', 'events:DeleteRule', 'events:PutTargets', 'events:RemoveTargets'], [rules]);
    allow(['events:DescribeRule', 'events:ListTargetsByRule'], [rules]);
    allow(['s3:PutBucketNotification', 's3:GetBucketNotification', 's3:ListBucket'], [quarantine.bucketArn]);
    const objects = quarantine.arnForObjects('*');
    allow(['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTagging', 's3:PutObjectTagging'], [objects]);
    allow(['s3:PutObject'], [quarantine.arnForObjects('malware-protection-resource-validation-object')]);
    allow(['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn]);
    acknowledgeWildcard(role, rules, 'GuardDuty names its own rules with this prefix.');
    acknowledgeWildcard(role, objects, 'It scans every quarantined file.');
    const plan = new CfnMalwareProtectionPlan(this, 'Scan', {
      role: role.roleArn,
      protectedResource: { s3Bucket: { bucketName: quarantine.bucketName } },
    });
    plan.node.addDependency(role);
    new Rule(this, 'Scanned', {
      eventPattern: {
        source: ['aws.guardduty'],
        detailType: ['GuardDuty Malware Protection Object Scan Result'],
        detail: { s3ObjectDetails: { bucketName: [quarantine.bucketName] } },
      },
      targets: [new LambdaFunction(screen.lambda, { retryAttempts: 10 })],
    });
  }
}
