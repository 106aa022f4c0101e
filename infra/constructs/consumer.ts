import { Duration } from 'aws-cdk-lib';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { RoomFunction, type RoomFunctionProps } from './function.ts';
import { mayUseKey, mayUseObjects } from './grants.ts';
import { acknowledgeWildcard } from './nag.ts';

/** A stream, and which of its records. */
export type Consumed = {
  table: Table;
  /** Where a batch goes that could not be handled after all tries. */
  failures: Bucket;
  /** Event patterns of DynamoDB stream records, see `recordsOf`; a record that matches none is passed over. */
  filters?: readonly unknown[];
  batchSize?: number;
  /** Where nobody waits for it: so many seconds are gathered into one batch. */
  gatherSeconds?: number;
  /** Batches of different keys handled at once, per shard; the order within a key holds. */
  parallel?: number;
};
export type StreamConsumerProps = RoomFunctionProps & Consumed;

/** A stream consumer with its failure destination and its two alarms: failing, and lagging. */
export class StreamConsumer extends RoomFunction {
  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id, { timeout: 60, ...props });
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
    acknowledgeWildcard(this, '*', 'dynamodb:ListStreams has no resource-level permission.');
    this.consume('Mapping', props);
    new Alarm(this, 'Lagging', {
      alarmDescription: `Behind by more than a minute. ${props.whenItFails}`,
      metric: this.lambda.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(1) }),
      threshold: 60_000,
      evaluationPeriods: 5,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Takes from a stream: its own first, or from a second one what the same function has to do with. */
  consume(id: string, props: Consumed): void {
    const { table, failures } = props;
    const stream = table.tableStreamArn;
    if (!stream) throw new Error(`${table.node.path} has no stream`);
    this.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [stream],
      }),
    );
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [failures.bucketArn] }));
    mayUseObjects(this.lambda, failures.bucketArn, ['s3:PutObject'], 'The service names the keys of failed batches.');
    mayUseKey(this.lambda, table.encryptionKey, ['kms:Decrypt', 'kms:GenerateDataKey']);

    const mapping = new CfnEventSourceMapping(this, id, {
      functionName: this.lambda.functionName,
      eventSourceArn: stream,
      startingPosition: 'TRIM_HORIZON',
      batchSize: props.batchSize ?? 100,
      ...(props.gatherSeconds && { maximumBatchingWindowInSeconds: props.gatherSeconds }),
      parallelizationFactor: props.parallel ?? 1,
      functionResponseTypes: ['ReportBatchItemFailures'],
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 100,
      maximumRecordAgeInSeconds: 23 * 3600,
      destinationConfig: { onFailure: { destination: failures.bucketArn } },
      ...(props.filters && {
        filterCriteria: { filters: props.filters.map((pattern) => ({ pattern: JSON.stringify(pattern) })) },
      }),
    });
    // The service checks the function's rights when the mapping is made.
    mapping.node.addDependency(this.role);
  }
}

/** Inserts and changes of records whose sort key is, or starts with, one of these (`{ prefix: 'COMMAND#' }`). */
export const recordsOf = (...sortKeys: (string | { prefix: string })[]) => ({
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: { Keys: { sk: { S: sortKeys } } },
});
