import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { recordsOf, StreamConsumer } from './constructs/consumer.ts';
import { mayRead, mayUseKey, mayWrite } from './constructs/grants.ts';
import type { Foundation } from './foundation.ts';

/** Every vendor change and every definition change becomes verdicts; every change of verdict becomes a feed entry. */
export class Matching extends Construct {
  constructor(scope: Construct, id: string, { records }: Foundation) {
    super(scope, id);
    const environment = {
      NETWORK_TABLE: records.network.tableName,
      REGISTRY_TABLE: records.registry.tableName,
      FEEDS_TABLE: records.feeds.tableName,
      KEYS_TABLE: records.keys.tableName,
      SEALS_KEY: records.sealsKey.keyArn,
    };
    const mayMatch = (lambda: LambdaFunction) => {
      mayRead(lambda, records.network);
      mayRead(lambda, records.registry);
      mayRead(lambda, records.keys);
      mayUseKey(lambda, records.sealsKey, ['kms:Decrypt']);
      mayWrite(lambda, records.feeds, ['due']);
    };

    const registry = new StreamConsumer(this, 'Registry', {
      bundle: 'matching-registry',
      table: records.registry,
      failures: records.failures,
      filters: [recordsOf('CURRENT')],
      environment,
      memory: 1024,
      whenItFails: 'Institutions do not learn of vendors that were certified, changed or ended.',
    });
    mayMatch(registry.lambda);
  }
}
