import { Construct } from 'constructs';
import { intakeOperations } from '../schemas/api/intake.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayRead, mayWrite } from './constructs/grants.ts';
import { maySeal } from './constructs/seals.ts';
import type { Foundation } from './foundation.ts';
import { networkPolicy } from './policy.ts';

/** Where suppliers fill in their submissions, send them, and see where they stand. */
export class Intake extends Construct {
  constructor(scope: Construct, id: string, { records, identity, api }: Foundation) {
    super(scope, id);
    const door = new RoomFunction(this, 'Api', {
      bundle: 'intake-api',
      environment: {
        ...identity.environment,
        ...records.sealEnvironment,
        CASEWORK_TABLE: records.casework.tableName,
        REGISTRY_TABLE: records.registry.tableName,
        NETWORK_TABLE: records.network.tableName,
        POLICY: networkPolicy(this),
      },
      whenItFails: 'Suppliers cannot save, send or follow their submissions.',
    });
    mayWrite(door.lambda, records.casework, ['person', 'queue']);
    mayRead(door.lambda, records.registry);
    mayRead(door.lambda, records.network);
    maySeal(door, records);
    api.serve(intakeOperations, door.lambda);
  }
}
