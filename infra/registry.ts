import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { registryOperations } from '../schemas/api/registry.ts';
import { recordsOf, StreamConsumer } from './constructs/consumer.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayCheck, mayRead, mayRecord, mayWrite } from './constructs/grants.ts';
import { Schedule } from './constructs/schedule.ts';
import { mayOpenSeals, maySeal } from './constructs/seals.ts';
import type { Foundation } from './foundation.ts';
import { networkPolicy } from './policy.ts';

/** The only writer of vendors: certified, renewed, suspended, revoked, expired, each a version. */
export class Registry extends Construct {
  /** Writes the vendor that an approved submission makes; a task of the review. */
  readonly record: LambdaFunction;

  constructor(scope: Construct, id: string, { records, identity, api }: Foundation) {
    super(scope, id);
    const environment = {
      ...records.sealEnvironment,
      CASEWORK_TABLE: records.casework.tableName,
      REGISTRY_TABLE: records.registry.tableName,
      NETWORK_TABLE: records.network.tableName,
      POLICY: networkPolicy(this),
    };
    const record = new RoomFunction(this, 'Record', {
      bundle: 'registry-record',
      environment,
      timeout: 30,
      whenItFails: 'Suppliers that were approved are not being recorded: institutions do not hear of them.',
    });
    mayRead(record.lambda, records.casework);
    mayCheck(record.lambda, records.casework);
    mayRead(record.lambda, records.network);
    mayWrite(record.lambda, records.registry);
    maySeal(record, records);
    mayRecord(record.lambda, records.audit);
    this.record = record.lambda;

    const consents = new StreamConsumer(this, 'Consents', {
      bundle: 'registry-consents',
      table: records.casework,
      failures: records.failures,
      filters: [recordsOf('CONSENTS', 'CLOSING')],
      environment: {
        CASEWORK_TABLE: environment.CASEWORK_TABLE,
        REGISTRY_TABLE: environment.REGISTRY_TABLE,
        POLICY: environment.POLICY,
      },
      whenItFails:
        'Institutions do not hear of consents given or withdrawn and of accounts closed, or what is to be erased stays.',
    });
    mayRead(consents.lambda, records.casework);
    mayWrite(consents.lambda, records.registry);
    mayRecord(consents.lambda, records.audit);

    const door = new RoomFunction(this, 'Api', {
      bundle: 'registry-api',
      environment: { ...environment, ...identity.environment },
      whenItFails: 'Nobody can read, suspend, reinstate or revoke a certification.',
    });
    mayWrite(door.lambda, records.registry, ['expiry']);
    mayRead(door.lambda, records.casework);
    mayRead(door.lambda, records.network);
    mayOpenSeals(door, records);
    api.serve(registryOperations, door.lambda);

    const sweep = new RoomFunction(this, 'Sweep', {
      bundle: 'registry-sweep',
      environment: { REGISTRY_TABLE: environment.REGISTRY_TABLE, POLICY: environment.POLICY },
      timeout: 300,
      whenItFails: 'Certifications do not expire on their day, and suppliers are not told that something ends.',
    });
    mayWrite(sweep.lambda, records.registry, ['expiry']);
    mayRecord(sweep.lambda, records.audit);
    // Every hour: a day that begins while nothing runs is made up for.
    new Schedule(this, 'Hourly', { every: 'rate(1 hour)', lambda: sweep.lambda });
  }
}
