import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { auditWrite } from '#platform/audit.ts';
import type { Clock } from '#platform/clock.ts';
import { derivedId } from '#platform/ids.ts';
import { ConditionFailed, commit } from '#platform/tables.ts';
import type { Endpoint } from '#schemas/institution.ts';
import { networkKey } from '#schemas/network-records.ts';
import type { CursorStore } from '../cursor.ts';
import type { Target } from '../endpoint.ts';
import type { Transport } from '../transport.ts';
import { challenge } from './challenge.ts';

export type FollowDependencies = {
  db: DynamoDBDocumentClient;
  networkTable: string;
  cursors: CursorStore;
  /** Reads an endpoint as it is at this moment. */
  target: (institution: string) => Promise<Target | undefined>;
  transport: Transport;
  clock: Clock;
  /** The table of the audit log. */
  audit: string;
};

/**
 * Does what the state of an endpoint asks for: proves one that asked for a challenge, starts delivery to an active one,
 * stops it otherwise. Reads the endpoint as it is now, so an old change told again does nothing.
 */
export const follow = async (deps: FollowDependencies, institution: string): Promise<void> => {
  const target = await deps.target(institution);
  if (!target) return;
  const { endpoint } = target;
  if (endpoint.state === 'active') return deps.cursors.activate(institution, endpoint);
  await deps.cursors.stop(institution, endpoint);
  if (endpoint.state === 'unproven' && endpoint.challenge && endpoint.challenge.outcome === undefined)
    await settle(deps, endpoint, await challenge(deps, target));
};

/** Notes what came of a challenge, unless the endpoint was changed meanwhile. */
const settle = async (deps: FollowDependencies, endpoint: Endpoint, outcome: string): Promise<void> => {
  const at = deps.clock().toISOString();
  try {
    await commit(deps.db, [
      {
        Update: {
          TableName: deps.networkTable,
          Key: networkKey.endpoint(endpoint.institution),
          UpdateExpression: 'SET #state = :state, challenge.outcome = :outcome, revision = :next, updatedAt = :now',
          ConditionExpression: 'revision = :revision AND #state = :unproven',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':state': outcome === 'proven' ? 'active' : 'unproven',
            ':outcome': outcome,
            ':revision': endpoint.revision,
            ':next': endpoint.revision + 1,
            ':now': at,
            ':unproven': 'unproven',
          },
        },
      },
      auditWrite(deps.audit, {
        id: `aud_${derivedId('endpoint', endpoint.institution, endpoint.revision + 1)}`,
        at,
        actor: { kind: 'network', id: 'delivery' },
        action: 'endpoint.challenged',
        operation: 'followEndpoint',
        subjects: [endpoint.institution],
        codes: { outcome, revision: endpoint.revision + 1 },
      }),
    ]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};
