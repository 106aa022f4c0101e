import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { deliveryOperations } from '../schemas/api/delivery.ts';
import { recordsOf, StreamConsumer } from './constructs/consumer.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayRead, mayRecord, mayUseKey, mayWrite } from './constructs/grants.ts';
import { maySendMail } from './constructs/mail.ts';
import { Schedule } from './constructs/schedule.ts';
import { Workflow } from './constructs/workflow.ts';
import type { Foundation } from './foundation.ts';

/** Takes each institution's feed to where it wants it: one cursor, one workflow while it lags. */
export class Delivery extends Construct {
  constructor(scope: Construct, id: string, { records, identity, api, secretsKey }: Foundation & { secretsKey: IKey }) {
    super(scope, id);
    const mailFrom = this.node.tryGetContext('mailFrom') ?? 'passerelle@example.org';
    const environment = { NETWORK_TABLE: records.network.tableName, FEEDS_TABLE: records.feeds.tableName };

    const send = new RoomFunction(this, 'Send', {
      bundle: 'delivery-send',
      // A call sends for 20 s, and the last request may take 15 more.
      timeout: 60,
      memory: 1024,
      environment,
      whenItFails: 'Events wait although the endpoints of institutions may be well.',
    });
    mayRead(send.lambda, records.network);
    mayWrite(send.lambda, records.feeds);
    mayUseKey(send.lambda, secretsKey, ['kms:Decrypt']);
    mayRecord(send.lambda, records.audit);

    const tell = new RoomFunction(this, 'Tell', {
      bundle: 'delivery-tell',
      environment: { ...environment, MAIL_FROM: mailFrom },
      whenItFails: 'An institution whose endpoint was turned off does not know it.',
    });
    mayWrite(tell.lambda, records.network);
    mayRecord(tell.lambda, records.audit);
    maySendMail(tell);

    const workflow = new Workflow(this, 'Workflow', {
      name: 'delivery',
      functions: { Send: send.lambda, Tell: tell.lambda },
      whenItFails: 'Delivery to an institution ended early; the reconciler starts it again within five minutes.',
    });
    const mayStart = (lambda: LambdaFunction) =>
      lambda.addToRolePolicy(new PolicyStatement({ actions: ['states:StartExecution'], resources: [workflow.arn] }));

    const wake = new StreamConsumer(this, 'Wake', {
      bundle: 'delivery-wake',
      table: records.feeds,
      failures: records.failures,
      filters: [
        recordsOf('HEAD'),
        {
          ...recordsOf('CURSOR'),
          dynamodb: { ...recordsOf('CURSOR').dynamodb, NewImage: { wake: { BOOL: [true] } } },
        },
      ],
      environment: { ...environment, DELIVERY_WORKFLOW: workflow.arn },
      whenItFails: 'New events wait for the reconciler, up to five minutes.',
    });
    mayWrite(wake.lambda, records.feeds);
    mayStart(wake.lambda);

    const reconcile = new RoomFunction(this, 'Reconcile', {
      bundle: 'delivery-reconcile',
      timeout: 120,
      environment: { ...environment, DELIVERY_WORKFLOW: workflow.arn },
      whenItFails: 'A delivery that stopped by accident is not started again.',
    });
    mayRead(reconcile.lambda, records.network);
    mayWrite(reconcile.lambda, records.feeds);
    mayStart(reconcile.lambda);
    new Schedule(this, 'EveryFiveMinutes', { every: 'rate(5 minutes)', lambda: reconcile.lambda });

    const digest = new RoomFunction(this, 'Digest', {
      bundle: 'delivery-digest',
      timeout: 300,
      environment: { ...environment, MAIL_FROM: mailFrom },
      whenItFails: 'Institutions that read us by e-mail miss what changed.',
    });
    mayRead(digest.lambda, records.network);
    mayWrite(digest.lambda, records.feeds);
    mayRecord(digest.lambda, records.audit);
    maySendMail(digest);
    new Schedule(this, 'EveryMorning', { every: 'cron(30 6 * * ? *)', lambda: digest.lambda });

    const door = new RoomFunction(this, 'Api', {
      bundle: 'delivery-api',
      environment: { ...environment, ...identity.environment },
      whenItFails: 'Institutions can neither read their feed nor see how delivery stands.',
    });
    mayRead(door.lambda, records.network);
    mayWrite(door.lambda, records.feeds);
    api.serve(deliveryOperations, door.lambda);

    const endpoints = new StreamConsumer(this, 'Endpoints', {
      bundle: 'delivery-endpoints',
      table: records.network,
      failures: records.failures,
      filters: [recordsOf('ENDPOINT')],
      environment,
      whenItFails: 'New endpoints are not proven, and endpoints that were turned off may still receive events.',
    });
    endpoints.consume('Tests', { table: records.feeds, failures: records.failures, filters: [recordsOf('TEST')] });
    mayWrite(endpoints.lambda, records.network);
    mayWrite(endpoints.lambda, records.feeds);
    mayUseKey(endpoints.lambda, secretsKey, ['kms:Decrypt']);
    mayRecord(endpoints.lambda, records.audit);
  }
}
