import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { reviewOperations } from '../schemas/api/review.ts';
import { recordsOf, StreamConsumer } from './constructs/consumer.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayRead, mayRecord, mayWrite } from './constructs/grants.ts';
import { acknowledgeWildcard } from './constructs/nag.ts';
import { mayOpenSeals, maySeal } from './constructs/seals.ts';
import { Workflow } from './constructs/workflow.ts';
import type { Foundation } from './foundation.ts';
import { networkPolicy, postEnvironment } from './policy.ts';
import type { Registry } from './registry.ts';

/** Where verifiers decide: the queue, the cases, and the workflow that follows each submission to its end. */
export class Review extends Construct {
  constructor(scope: Construct, id: string, props: Foundation & { registry: Registry }) {
    super(scope, id);
    const { records, identity, api, registry, portal } = props;
    const environment = { CASEWORK_TABLE: records.casework.tableName, POLICY: networkPolicy(this) };
    const sealing = { ...environment, ...records.sealEnvironment };
    const posting = {
      ...sealing,
      ...postEnvironment(this, portal),
    };

    const door = new RoomFunction(this, 'Api', {
      bundle: 'review-api',
      environment: {
        ...sealing,
        ...identity.environment,
        NETWORK_TABLE: records.network.tableName,
        REGISTRY_TABLE: records.registry.tableName,
        FEEDS_TABLE: records.feeds.tableName,
      },
      whenItFails: 'Verifiers cannot see the queue or decide, and nobody can observe on what was decided by itself.',
    });
    mayRead(door.lambda, records.registry);
    mayRead(door.lambda, records.feeds);
    mayWrite(door.lambda, records.casework, ['queue', 'person']);
    mayRead(door.lambda, records.network);
    maySeal(door, records);
    api.serve(reviewOperations, door.lambda);

    const wait = new RoomFunction(this, 'Wait', {
      bundle: 'review-wait',
      environment: { CASEWORK_TABLE: records.casework.tableName },
      whenItFails: 'Reviews cannot wait for people: decisions are kept but not acted on.',
    });
    mayWrite(wait.lambda, records.casework);

    const check = new RoomFunction(this, 'Check', {
      bundle: 'review-check',
      environment: sealing,
      timeout: 30,
      whenItFails: 'Submissions do not reach the verifiers’ queue.',
    });
    mayWrite(check.lambda, records.casework);
    maySeal(check, records);
    mayRecord(check.lambda, records.audit);

    const notify = this.postal('Notify', props, {
      bundle: 'review-notify',
      environment: posting,
      whenItFails: 'Suppliers are not told where their submissions stand.',
    });
    const remind = this.postal('Remind', props, {
      bundle: 'review-remind',
      environment: {
        ...posting,
        OPERATORS_EMAIL: this.node.tryGetContext('operatorsEmail') ?? 'operators@example.org',
      },
      whenItFails: 'Nobody is reminded of what is due, and requests that were not answered stay open.',
    });
    mayRecord(remind.lambda, records.audit);

    const announce = new StreamConsumer(this, 'Announce', {
      bundle: 'review-announce',
      table: records.registry,
      failures: records.failures,
      filters: [recordsOf('CURRENT')],
      environment: {
        CASEWORK_TABLE: environment.CASEWORK_TABLE,
        ...postEnvironment(this, portal),
      },
      whenItFails: 'Suppliers are not told that their certification was suspended, revoked or is about to end.',
    });
    mayWrite(announce.lambda, records.casework);
    this.mayPost(announce);

    const account = new StreamConsumer(this, 'Account', {
      bundle: 'review-account',
      table: records.casework,
      failures: records.failures,
      filters: [recordsOf('CLOSING', { prefix: 'OBSERVATION#' })],
      environment: {
        CASEWORK_TABLE: environment.CASEWORK_TABLE,
        REGISTRY_TABLE: records.registry.tableName,
        ...records.sealEnvironment,
        ...postEnvironment(this, portal),
      },
      whenItFails:
        'What a closed account has open is not withdrawn, or suppliers are not told of it and of answers to observations.',
    });
    mayWrite(account.lambda, records.casework);
    mayRead(account.lambda, records.registry);
    mayRecord(account.lambda, records.audit);
    mayOpenSeals(account, records);
    this.mayPost(account);

    const workflow = new Workflow(this, 'Workflow', {
      name: 'certification-review',
      functions: {
        wait: wait.lambda,
        check: check.lambda,
        notify: notify.lambda,
        remind: remind.lambda,
        record: registry.record,
      },
      whenItFails: 'The review of a submission has stopped: see its execution, and redrive it.',
    });

    const outbox = new StreamConsumer(this, 'Outbox', {
      bundle: 'review-outbox',
      table: records.casework,
      failures: records.failures,
      filters: [recordsOf({ prefix: 'COMMAND#' }, { prefix: 'WAIT#' }, { prefix: 'DOCUMENT#' })],
      parallel: 2,
      environment: { ...environment, REVIEW_WORKFLOW: workflow.arn },
      whenItFails: 'What suppliers sent and verifiers decided is recorded but not acted on.',
    });
    mayWrite(outbox.lambda, records.casework);
    outbox.lambda.addToRolePolicy(
      new PolicyStatement({
        actions: ['states:StartExecution', 'states:SendTaskSuccess'],
        resources: [workflow.arn],
      }),
    );
  }

  /** A function that writes to people. */
  private postal(
    id: string,
    { records }: Foundation,
    props: { bundle: string; environment: Record<string, string>; whenItFails: string },
  ): RoomFunction {
    const made = new RoomFunction(this, id, { timeout: 30, ...props });
    mayWrite(made.lambda, records.casework);
    maySeal(made, records);
    this.mayPost(made);
    return made;
  }

  private mayPost(made: RoomFunction): void {
    const identities = `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/*`;
    made.lambda.addToRolePolicy(new PolicyStatement({ actions: ['ses:SendEmail'], resources: [identities] }));
    acknowledgeWildcard(
      made,
      identities,
      'The sender’s identity is named by the deployment; its own are all there are.',
    );
  }
}
