import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { derivedId } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { toInstitution } from '#platform/relations.ts';
import { listRollouts, readRollout, startWhatIf } from '#schemas/api/matching.ts';
import { type RolloutRecord, rolloutKey, type SegmentRecord } from '#schemas/rollout.ts';
import type { Outcome } from '#schemas/verdict.ts';
import { readRollout as find, readSegments, rolloutWrites } from '../rollout.ts';
import { causesOf } from '../what-if.ts';
import type { Dependencies } from './deps.ts';

/** Fewer vendors than this are not counted out to an institution: a draft that is tried must not tell who somebody is. */
const fewest = 5;

const told = (rollout: RolloutRecord, segments: readonly SegmentRecord[], exact: boolean) => {
  const sum = (of: (segment: SegmentRecord) => number) => segments.reduce((total, one) => total + of(one), 0);
  const keys = [...new Set(segments.flatMap(({ changes }) => Object.keys(changes)))].sort();
  const counted = (vendors: number) => (exact || vendors >= fewest ? vendors : null);
  return {
    rollout: rollout.rollout,
    mode: rollout.mode,
    state: rollout.finishedAt ? ('finished' as const) : ('started' as const),
    institutions: rollout.institutions,
    startedAt: rollout.startedAt,
    ...(rollout.finishedAt && { finishedAt: rollout.finishedAt }),
    vendors: sum(({ vendors }) => vendors),
    events: sum(({ events }) => events),
    changes: keys.map((key) => {
      const [from, to] = key.split('>') as [Outcome, Outcome];
      return { from, to, vendors: counted(sum(({ changes }) => changes[key] ?? 0)) };
    }),
    because: causesOf(segments.flatMap(({ because }) => because))
      .sort((a, b) => b.vendors - a.vendors)
      .map((one) => ({ ...one, vendors: counted(one.vendors) })),
  };
};

export const rolloutRoutes = (deps: Dependencies) => {
  const { db, feedsTable } = deps;
  const subject = ({ params, caller }: { params: { institution: string }; caller: Caller }) =>
    toInstitution(deps, caller, params.institution);
  const exactFor = (caller: Caller) => caller.roles.includes('operator');

  return [
    route(startWhatIf, {
      subject: async ({ caller }) => ({
        relation: caller.institution ? ('own' as const) : ('none' as const),
        record: undefined,
      }),
      handle: async ({ params, body, caller, headers, at }) => {
        if (!exactFor(caller) && body.institution !== caller.institution) throw new Problem('not-found');
        const key = headers['idempotency-key'] ?? '';
        const rollout = `what-if-${derivedId(caller.id, key)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, '0')}`;
        const record: RolloutRecord = {
          rollout,
          mode: 'what-if',
          institutions: [body.institution],
          definition: { id: params.definition, ...body },
          startedAt: at.toISOString(),
        };
        return { body: { rollout }, writes: rolloutWrites(feedsTable, record) };
      },
    }),
    route(readRollout, {
      subject,
      handle: async ({ params: { institution, rollout: id }, caller }) => {
        const rollout = await find(deps, id);
        if (!rollout?.institutions.includes(institution)) throw new Problem('not-found');
        const segments = await readSegments(deps, id);
        const exact = exactFor(caller);
        return {
          body: {
            ...told(rollout, segments, exact),
            ...(rollout.definition && { definition: rollout.definition }),
            ...(exact && { examples: segments.flatMap(({ examples }) => examples).slice(0, 100) }),
          },
        };
      },
    }),
    route(listRollouts, {
      subject,
      handle: async ({ params: { institution }, caller }) => {
        const { Items = [] } = await db.send(
          new QueryCommand({
            TableName: feedsTable,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': rolloutKey.listed(institution, '', '').pk },
            ScanIndexForward: false,
            Limit: 20,
          }),
        );
        const rollouts = await Promise.all(
          Items.map(async ({ rollout: id }) => {
            const rollout = await find(deps, String(id));
            return rollout && told(rollout, await readSegments(deps, String(id)), exactFor(caller));
          }),
        );
        return { body: { rollouts: rollouts.filter((one) => one !== undefined) } };
      },
    }),
  ];
};
