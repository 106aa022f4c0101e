import { Duration } from 'aws-cdk-lib';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, S3OnFailureDestination } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { RoomFunction, type RoomFunctionProps } from './function.ts';
import { acknowledge } from './nag.ts';

export { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';

export type StreamConsumerProps = RoomFunctionProps & {
  table: Table;
  /** Where a batch goes that could not be handled after all tries. */
  failures: Bucket;
  filters?: ReturnType<typeof FilterCriteria.filter>[];
  batchSize?: number;
  /** Batches of different keys handled at once, per shard; the order within a key holds. */
  parallel?: number;
};

/** A stream consumer with its failure destination and its two alarms: failing, and lagging. */
export class StreamConsumer extends RoomFunction {
  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id, { timeout: 60, ...props });
    this.lambda.addEventSource(
      new DynamoEventSource(props.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: props.batchSize ?? 100,
        parallelizationFactor: props.parallel ?? 1,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        retryAttempts: 100,
        maxRecordAge: Duration.hours(23),
        onFailure: new S3OnFailureDestination(props.failures),
        ...(props.filters && { filters: props.filters }),
      }),
    );
    new Alarm(this, 'Lagging', {
      alarmDescription: `Behind by more than a minute. ${props.whenItFails}`,
      metric: this.lambda.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(1) }),
      threshold: 60_000,
      evaluationPeriods: 5,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    acknowledge(
      this.lambda,
      'AwsSolutions-IAM5',
      'dynamodb:ListStreams has no resource-level permission; failed batches are written under keys that the service names.',
    );
  }
}

/** Only inserts and changes of records whose sort key is one of these. */
export const recordsOf = (...sortKeys: string[]) => ({
  eventName: FilterRule.or('INSERT', 'MODIFY'),
  dynamodb: { Keys: { sk: { S: FilterRule.or(...sortKeys) } } },
});
