import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { comparisonOperations } from '../schemas/api/comparison.ts';
import { networkOperations } from '../schemas/api/network.ts';
import { peopleOperations } from '../schemas/api/people.ts';
import { recordsOf, StreamConsumer } from './constructs/consumer.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayUseKey, mayWrite } from './constructs/grants.ts';
import type { Foundation } from './foundation.ts';

/** Institutions, their definitions, the words these are made of, and where and how they receive events. */
export class Network extends Construct {
  /** Encrypts the secrets that webhooks are signed with. */
  readonly secretsKey: Key;
  constructor(scope: Construct, id: string, { records, identity, api }: Foundation) {
    super(scope, id);
    this.secretsKey = new Key(this, 'SecretsKey', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
    const door = new RoomFunction(this, 'Api', {
      bundle: 'network-api',
      // Checking a draft takes thought.
      memory: 1769,
      environment: {
        ...identity.environment,
        NETWORK_TABLE: records.network.tableName,
        SECRETS_KEY: this.secretsKey.keyArn,
        USER_POOL: identity.staff.pool.userPoolId,
      },
      whenItFails: 'Institutions, definitions and endpoints can neither be read nor changed.',
    });
    const mayUsePool = ({ lambda }: RoomFunction, actions: string[]) =>
      lambda.addToRolePolicy(new PolicyStatement({ actions, resources: [identity.staff.pool.userPoolArn] }));
    mayWrite(door.lambda, records.network);
    mayUseKey(door.lambda, this.secretsKey, ['kms:Encrypt']);
    mayUsePool(door, [
      'cognito-idp:AdminListGroupsForUser',
      // Only ever for systems, with the scopes of the feed; and taken back when it cannot be recorded.
      'cognito-idp:CreateUserPoolClient',
      'cognito-idp:DeleteUserPoolClient',
      'cognito-idp:ListUsers',
      'cognito-idp:ListUsersInGroup',
    ]);
    api.serve([...networkOperations, ...comparisonOperations, ...peopleOperations], door.lambda);

    const compare = new StreamConsumer(this, 'Compare', {
      bundle: 'network-compare',
      table: records.network,
      failures: records.failures,
      filters: [recordsOf('GENERATION', 'WORK')],
      // Each change is one stretch of work.
      batchSize: 1,
      memory: 1769,
      environment: { NETWORK_TABLE: records.network.tableName },
      whenItFails: 'Definitions that were published are not compared with the others.',
    });
    mayWrite(compare.lambda, records.network);

    const roles = new StreamConsumer(this, 'Roles', {
      bundle: 'network-roles',
      table: records.network,
      failures: records.failures,
      filters: [recordsOf('ROLE')],
      environment: { USER_POOL: identity.staff.pool.userPoolId },
      whenItFails: 'Roles that an operator gave or took do not take effect.',
    });
    mayUsePool(roles, [
      'cognito-idp:AdminAddUserToGroup',
      'cognito-idp:AdminCreateUser',
      'cognito-idp:AdminRemoveUserFromGroup',
      'cognito-idp:CreateGroup',
      'cognito-idp:ListUsers',
    ]);
  }
}
