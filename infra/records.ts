import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './constructs/nag.ts';

/** Everything that holds records: seven tables, the failed batches, and the keys over them. All of it outlives the stack. */
export class Records extends Construct {
  readonly key: Key;
  /** Wraps the data key of each supplier: what seals facts about people. */
  readonly sealsKey: Key;
  readonly casework: Table;
  readonly registry: Table;
  readonly network: Table;
  readonly feeds: Table;
  readonly audit: Table;
  readonly keys: Table;
  /** Who may come in now: counters of requests, and until when earlier sign-ins count no more. */
  readonly door: Table;
  readonly failures: Bucket;
  /** What every function that seals or opens needs to know. */
  readonly sealEnvironment: Record<string, string>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
    this.sealsKey = new Key(this, 'SealsKey', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
    this.casework = this.table('Casework', ['queue', 'person']);
    this.registry = this.table('Registry', ['expiry']);
    this.network = this.table('Network', []);
    this.feeds = this.table('Feeds', ['due']);
    this.audit = this.table('Audit', []);
    this.keys = new Table(this, 'Keys', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      removalPolicy: RemovalPolicy.RETAIN,
      deletionProtection: true,
      // No point-in-time recovery: a destroyed key must stay destroyed, or erasure would be a promise only.
    });
    acknowledge(
      this.keys,
      'AwsSolutions-DDB3',
      'Erasing a supplier means destroying their key; a recoverable table would bring it back.',
    );
    this.door = new Table(this, 'Door', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expiresAt',
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.door, 'AwsSolutions-DDB3', 'Everything in it has ended within a day; nobody would restore it.');
    this.sealEnvironment = { KEYS_TABLE: this.keys.tableName, SEALS_KEY: this.sealsKey.keyArn };
    this.failures = new Bucket(this, 'Failures', {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ expiration: Duration.days(365), noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.failures,
      'AwsSolutions-S1',
      'Holds failed stream batches, read by operators only; access is in CloudTrail.',
    );
  }

  /** `pk` + `sk`, a stream of both images, expiry by `expiresAt`, and one sparse index per access path (`{name}Pk`, `{name}Sk`). */
  private table(id: string, indexes: readonly string[]): Table {
    const table = new Table(this, id, {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      removalPolicy: RemovalPolicy.RETAIN,
      deletionProtection: true,
    });
    for (const name of indexes)
      table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: { name: `${name}Pk`, type: AttributeType.STRING },
        sortKey: { name: `${name}Sk`, type: AttributeType.STRING },
        projectionType: ProjectionType.ALL,
      });
    return table;
  }
}
