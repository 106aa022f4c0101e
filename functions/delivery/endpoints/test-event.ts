import { auditWrite } from '#platform/audit.ts';
import { derivedId } from '#platform/ids.ts';
import { ConditionFailed } from '#platform/tables.ts';
import type { Target } from '../endpoint.ts';
import { single } from '../messages.ts';
import { meaningOf } from '../retry.ts';
import { signedHeaders } from '../sign.ts';
import type { FollowDependencies } from './follow.ts';

/**
 * Sends the test that an institution asked for: an event that its endpoint has received, with the same id and bytes.
 * Nothing of the delivery depends on the answer, which is noted for whoever asked.
 */
export const sendTest = async (deps: FollowDependencies, institution: string): Promise<void> => {
  const test = await deps.cursors.test(institution);
  if (!test || test.outcome !== undefined) return;
  const { sequence } = test;
  const outcome = await post(deps, await deps.target(institution), institution, sequence);
  try {
    await deps.cursors.commit([
      deps.cursors.settleTest(institution, test, outcome),
      auditWrite(deps.audit, {
        id: `aud_${derivedId('test', institution, test.requestedAt)}`,
        at: deps.clock().toISOString(),
        actor: { kind: 'network', id: 'delivery' },
        action: 'endpoint.tested',
        operation: 'sendTest',
        subjects: [institution],
        codes: { outcome, sequence },
      }),
    ]);
  } catch (error) {
    // Another was asked for meanwhile, and has its own turn.
    if (!(error instanceof ConditionFailed)) throw error;
  }
};

const post = async (
  { cursors, transport, clock }: FollowDependencies,
  target: Target | undefined,
  institution: string,
  sequence: number,
): Promise<string> => {
  if (target?.endpoint.state !== 'active') return 'endpoint-not-active';
  if (target.keys.length === 0) return 'no-secret';
  const entry = await cursors.entry(institution, sequence);
  if (!entry) return 'feed-trimmed';
  const { id, contentType, body } = single(entry);
  const posted = await transport.post(
    target.endpoint.url,
    {
      'content-type': contentType,
      ...signedHeaders(target.keys, { id, at: clock(), body }),
    },
    body,
  );
  if (posted.kind === 'failed') return posted.reason;
  return meaningOf(posted.status) === 'delivered' ? 'delivered' : `http-${posted.status}`;
};
