import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { matchingOperations } from '../schemas/api/matching.ts';
import { recordsOf, StreamConsumer } from './constructs/consumer.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayRead, mayUseKey, mayWrite } from './constructs/grants.ts';
import { Schedule } from './constructs/schedule.ts';
import { Workflow } from './constructs/workflow.ts';
import type { Foundation } from './foundation.ts';

/** Every vendor change and every definition change becomes verdicts; every change of verdict becomes a feed entry. */
export class Matching extends Construct {
  constructor(scope: Construct, id: string, { records, identity, api }: Foundation) {
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

    const door = new RoomFunction(this, 'Api', {
      bundle: 'matching-api',
      environment: { ...environment, ...identity.environment, CASEWORK_TABLE: records.casework.tableName },
      whenItFails: 'Suppliers cannot see who recognizes them, and institutions cannot follow or try definitions.',
    });
    mayMatch(door.lambda);
    mayRead(door.lambda, records.casework);
    api.serve(matchingOperations, door.lambda);

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

    const page = new RoomFunction(this, 'RolloutPage', {
      bundle: 'matching-rollout-page',
      environment,
      // A call judges for 30 s, and a page that is under way is finished.
      timeout: 120,
      memory: 1024,
      whenItFails: 'A published definition does not reach the vendors that are already certified.',
    });
    mayMatch(page.lambda);
    // Tries drafts. It has no key and may not read one: protected facts cannot reach an answer, whatever is asked.
    const trial = new RoomFunction(this, 'TrialPage', {
      bundle: 'matching-trial-page',
      environment: {
        NETWORK_TABLE: records.network.tableName,
        REGISTRY_TABLE: records.registry.tableName,
        FEEDS_TABLE: records.feeds.tableName,
      },
      timeout: 120,
      memory: 1024,
      whenItFails: 'Changes to definitions that institutions try are not counted.',
    });
    mayRead(trial.lambda, records.network);
    mayRead(trial.lambda, records.registry);
    mayWrite(trial.lambda, records.feeds);
    const finish = new RoomFunction(this, 'RolloutFinish', {
      bundle: 'matching-rollout-finish',
      environment: { FEEDS_TABLE: records.feeds.tableName },
      whenItFails: 'Rollouts look unfinished although they are done.',
    });
    mayWrite(finish.lambda, records.feeds);
    const workflow = new Workflow(this, 'Rollout', {
      name: 'definition-rollout',
      functions: { Page: page.lambda, Trial: trial.lambda, Finish: finish.lambda },
      whenItFails: 'A published definition reached only part of the registry: see its execution, and redrive it.',
    });

    const publications = new StreamConsumer(this, 'Publications', {
      bundle: 'matching-publications',
      table: records.network,
      failures: records.failures,
      filters: [recordsOf('GENERATION')],
      environment: { FEEDS_TABLE: records.feeds.tableName },
      whenItFails: 'Published definitions do not begin to apply to vendors that are already certified.',
    });
    mayWrite(publications.lambda, records.feeds);
    const rollouts = new StreamConsumer(this, 'Rollouts', {
      bundle: 'matching-rollouts',
      table: records.feeds,
      failures: records.failures,
      filters: [recordsOf('ROLLOUT')],
      environment: { ROLLOUT_WORKFLOW: workflow.arn },
      whenItFails: 'Rollouts and simulations that were asked for do not begin.',
    });
    rollouts.lambda.addToRolePolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [workflow.arn] }),
    );

    const sweep = new RoomFunction(this, 'Sweep', {
      bundle: 'matching-sweep',
      environment,
      timeout: 300,
      memory: 1024,
      whenItFails: 'Institutions are not told what has expired, or is about to.',
    });
    mayMatch(sweep.lambda);
    new Schedule(this, 'EveryQuarterHour', { every: 'rate(15 minutes)', lambda: sweep.lambda });
  }
}
