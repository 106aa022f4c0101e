import type { DynamoDBRecord } from 'aws-lambda';
import type { Lambda } from '#local/lambda/lambda.ts';
import { TemplateRefused } from '#local/template/refused.ts';
import type { Resource } from '#local/template/template.ts';
import type { createCheckpoints } from './checkpoints.ts';
import { compileFilters } from './filter.ts';
import type { BatchFailure, GivenUp } from './lane.ts';
import { startMapping } from './mapping.ts';
import type { TableStream } from './records.ts';

type Mapping = Resource<'AWS::Lambda::EventSourceMapping'>;

export type StreamMappingsOptions = {
  readonly mappings: readonly Mapping[];
  readonly lambda: Lambda;
  /** The stream of a table, by the stream's ARN. */
  readonly streamOf: (arn: string) => TableStream;
  readonly checkpoints: ReturnType<typeof createCheckpoints>;
  /** Writes one object: where a mapping keeps what it gave up. */
  readonly putObject: (bucket: string, key: string, body: string) => Promise<void>;
  readonly report: (message: string) => void;
};

/** Starts every stream mapping of the template. Returns the end, which waits for what runs. */
export async function startStreamMappings(options: StreamMappingsOptions): Promise<() => Promise<void>> {
  const { lambda, checkpoints, report } = options;
  const startedAt = Date.now();

  const stops = await Promise.all(
    options.mappings
      .filter(({ properties }) => properties.Enabled)
      .map(async ({ logicalId, properties }) => {
        const stream = options.streamOf(properties.EventSourceArn);
        const lanes = properties.ParallelizationFactor;
        const age = properties.MaximumRecordAgeInSeconds;
        return startMapping({
          stream,
          report,
          now: Date.now,
          checkpoint: await checkpoints.open(logicalId, lanes, async () =>
            properties.StartingPosition === 'LATEST' ? await stream.latest() : 0n,
          ),
          passes: passesOf(logicalId, properties),
          invoke: createInvoke(lambda, properties.FunctionName, properties.FunctionResponseTypes.length > 0),
          giveUp: createGiveUp(options, stream, properties),
          policy: {
            batchSize: properties.BatchSize,
            windowMilliseconds: properties.MaximumBatchingWindowInSeconds * 1000,
            maximumRetries: properties.MaximumRetryAttempts,
            // A machine that was off over the weekend has not aged its records: their life counts while it runs.
            ageFrom: startedAt,
            maximumAgeMilliseconds: age === -1 ? -1 : age * 1000,
            bisect: properties.BisectBatchOnFunctionError,
          },
        });
      }),
  );
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

function passesOf(logicalId: string, properties: Mapping['properties']): (record: DynamoDBRecord) => boolean {
  try {
    return compileFilters(properties.FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? []);
  } catch (error) {
    throw new TemplateRefused([`${logicalId}: ${error instanceof Error ? error.message : error}`]);
  }
}

type Failures = { batchItemFailures?: readonly { itemIdentifier?: string }[] | null } | null;

/** Calls the function with a batch and says where it failed. */
function createInvoke(lambda: Lambda, functionName: string, partial: boolean) {
  return async (records: readonly DynamoDBRecord[]): Promise<BatchFailure> => {
    let payload: string;
    try {
      const result = await lambda.invoke(functionName, JSON.stringify({ Records: records }));
      if (result.functionError) return { from: 0, reason: result.payload };
      payload = result.payload;
    } catch (error) {
      return { from: 0, reason: String(error) };
    }
    return partial ? partialFailure(JSON.parse(payload), records) : undefined;
  };
}

/** The lowest of the items that failed; an identifier that is empty or not in the batch fails all of it, as on AWS. */
function partialFailure(answer: Failures, records: readonly DynamoDBRecord[]): BatchFailure {
  const failures = answer?.batchItemFailures ?? [];
  if (failures.length === 0) return undefined;
  const places = failures.map(({ itemIdentifier }) =>
    records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === itemIdentifier),
  );
  return { from: Math.max(0, Math.min(...places)), reason: 'ReportBatchItemFailures' };
}

/** Keeps a batch that is given up in the mapping's on-failure bucket, under the key and in the form that Lambda uses. */
function createGiveUp(
  { putObject, report }: StreamMappingsOptions,
  stream: TableStream,
  mapping: Mapping['properties'],
) {
  return async ({ records, condition, attempts }: GivenUp): Promise<void> => {
    const [first, last] = [records[0]!, records.at(-1)!];
    report(`${mapping.FunctionName}: ${records.length} records given up: ${condition}`);
    const destination = mapping.DestinationConfig?.OnFailure.Destination;
    if (!destination) return;
    const now = new Date();
    const id = crypto.randomUUID();
    const shardId = 'shardId-00000000000000000000-embedded';
    const day = now.toISOString().slice(0, 10).replaceAll('-', '/');
    const second = now.toISOString().slice(0, 19).replaceAll(':', '.');
    await putObject(
      destination.slice('arn:aws:s3:::'.length),
      `aws/lambda/${mapping.EventSourceArn.split('/')[1]}/${shardId}/${day}/${second}-${id}`,
      JSON.stringify({
        version: '1.0',
        timestamp: now.toISOString(),
        requestContext: {
          requestId: id,
          functionArn: mapping.FunctionName,
          condition,
          approximateInvokeCount: attempts,
        },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        DDBStreamBatchInfo: {
          shardId,
          startSequenceNumber: String(first.sequence),
          endSequenceNumber: String(last.sequence),
          approximateArrivalOfFirstRecord: new Date(first.writtenAt).toISOString(),
          approximateArrivalOfLastRecord: new Date(last.writtenAt).toISOString(),
          batchSize: records.length,
          streamArn: stream.arn,
        },
        payload: JSON.stringify({ Records: records.map(({ record }) => record) }),
      }),
    );
  };
}
