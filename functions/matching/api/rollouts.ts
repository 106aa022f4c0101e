import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { askedIn } from '#definitions/asked.ts';
import { basisOf, groupsOf } from '#definitions/trial/basis.ts';
import { statistics } from '#definitions/trial/statistics.ts';
import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { dayOf } from '#platform/clock.ts';
import { derivedId } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { toInstitution } from '#platform/relations.ts';
import { listRollouts, readRollout, startWhatIf } from '#schemas/api/matching.ts';
import type { Rule } from '#schemas/definition.ts';
import {
  type Cause,
  type RolloutRecord,
  rolloutKey,
  type SegmentRecord,
  type TrialBasis,
  turns,
} from '#schemas/rollout.ts';
import { outcomes } from '#schemas/verdict.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { readRollout as find, readSegments, rolloutWrites, trialOf, trialWrite } from '../rollout.ts';
import { inForce, type Snapshot } from '../snapshot.ts';
import { addTried, copies, nothingTried, type Tried } from '../trial.ts';
import type { Dependencies } from './deps.ts';

/** Where a trial on drawn firms concerns fewer vendors than this, a number would look like a fact about them. */
const fewest = 20;
/** Estimates are told to this; what is drawn is no more exact. */
const step = 5;

const sourcesOf = ({ definition, before }: { definition: Rule; before: Rule | undefined }) =>
  groupsOf([before, definition]).map((group) => {
    const { period, source, url } = statistics[group]!;
    return { group, period, text: source, url };
  });

/** What a trial that has ended came to: the same for everybody. */
const found = (
  basis: TrialBasis,
  rules: { definition: Rule; before: Rule | undefined },
  all: Tried,
  vocabulary: Vocabulary,
) => {
  const { covered } = all;
  const told = (vendors: number) => (basis === 'statistics' ? Math.round(vendors / copies / step) * step : vendors);
  // In an order of their own: the database keeps names in none, and an answer is the same whoever asks it when.
  const changes = outcomes.flatMap((from) =>
    outcomes.flatMap((to) => {
      const vendors = all.changes[`${from}>${to}`];
      return vendors === undefined ? [] : [{ from, to, vendors: told(vendors) }];
    }),
  );
  const place = ({ turn, criterion, change }: Cause) => `${turns.indexOf(turn)} ${criterion} ${change}`;
  const because = all.because
    .map((one) => ({ ...one, vendors: told(one.vendors) }))
    .sort((a, b) => b.vendors - a.vendors || (place(a) < place(b) ? -1 : 1));
  if (basis === 'none') {
    const asked = basisOf(rules.before, rules.definition);
    const criteria = asked.kind === 'none' ? asked.criteria : [];
    return {
      changes: [],
      because: [],
      unanswered: criteria.map((one) => ({
        criterion: one.id,
        asked: { fr: askedIn(one, { language: 'fr', vocabulary }), en: askedIn(one, { language: 'en', vocabulary }) },
      })),
    };
  }
  if (basis !== 'statistics') return { changes, because };
  if (covered < fewest) return { changes: [], because: [], tooFew: true };
  return { changes, because, sources: sourcesOf(rules) };
};

const running = (trial: { rollout: string }, institution: string) =>
  new Problem('trial-running', {
    detail: {
      fr: `L’essai en cours est ${trial.rollout}.`,
      en: `The trial that is running is ${trial.rollout}.`,
    },
    headers: { location: `/v1/institutions/${institution}/rollouts/${trial.rollout}` },
  });

export const rolloutRoutes = (deps: Dependencies) => {
  const { db, feedsTable } = deps;
  const subject = ({ params, caller }: { params: { institution: string }; caller: Caller }) =>
    toInstitution(deps, caller, params.institution);

  const view = (rollout: RolloutRecord, segments: readonly SegmentRecord[], snapshot: Snapshot) => {
    const { definition, before, basis, finishedAt } = rollout;
    const sum = (of: (segment: SegmentRecord) => number) => segments.reduce((total, one) => total + of(one), 0);
    const rules = definition && {
      definition: definition.rule,
      before: before && snapshot.definitions.get(before.id)?.find(({ version }) => version === before.version)?.rule,
    };
    // What was counted of the real facts, before a trial said what it rests on, is told no more.
    const ended = basis && rules && finishedAt;
    return {
      rollout: rollout.rollout,
      mode: rollout.mode,
      state: finishedAt ? ('finished' as const) : ('started' as const),
      institutions: rollout.institutions,
      startedAt: rollout.startedAt,
      ...(finishedAt && { finishedAt }),
      vendors: sum(({ vendors }) => vendors),
      ...(rollout.institutions.length === 1 && { events: sum(({ events }) => events) }),
      ...(basis && { basis }),
      ...(ended
        ? found(basis, rules, segments.reduce(addTried, nothingTried), snapshot.vocabulary)
        : { changes: [], because: [] }),
    };
  };

  return [
    route(startWhatIf, {
      subject: async ({ caller }) => ({
        relation: caller.institution ? ('own' as const) : ('none' as const),
        record: undefined,
      }),
      handle: async ({ params, body, caller, headers, at }) => {
        const { institution } = body;
        if (!caller.roles.includes('operator') && institution !== caller.institution) throw new Problem('not-found');
        const key = headers['idempotency-key'] ?? '';
        const rollout = `what-if-${derivedId(caller.id, key)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, '0')}`;
        const snapshot = await deps.matching.network.current();
        const profile = snapshot.institutions.get(institution);
        const force = profile && inForce(snapshot, profile, dayOf(at));
        const before = force?.ended ? undefined : force?.definition;
        const basis = basisOf(before?.rule, body.rule).kind;
        const record: RolloutRecord = {
          rollout,
          mode: 'what-if',
          institutions: [institution],
          definition: { id: params.definition, ...body },
          basis,
          ...(before && { before: { id: before.id, version: before.version } }),
          startedAt: at.toISOString(),
        };
        const writes = rolloutWrites(feedsTable, {
          ...record,
          // Nothing is to be counted.
          ...(basis === 'none' && { finishedAt: record.startedAt }),
        });
        if (basis === 'none') return { body: { rollout }, writes };
        const place = await trialOf(deps, institution, at);
        if (place.running && place.running.rollout !== rollout) throw running(place.running, institution);
        const taken = new Problem('trial-running');
        return {
          body: { rollout },
          writes: [trialWrite(feedsTable, institution, record, place.over, taken), ...writes],
        };
      },
    }),
    route(readRollout, {
      subject,
      handle: async ({ params: { institution, rollout: id }, caller }) => {
        const rollout = await find(deps, id);
        if (!rollout?.institutions.includes(institution)) throw new Problem('not-found');
        const [segments, snapshot] = await Promise.all([readSegments(deps, id), deps.matching.network.current()]);
        const own = rollout.basis === 'own' && rollout.finishedAt && caller.institution === institution;
        return {
          body: {
            ...view(rollout, segments, snapshot),
            ...(rollout.definition && { definition: rollout.definition }),
            ...(own && { losing: segments.reduce(addTried, nothingTried).losing }),
          },
        };
      },
    }),
    route(listRollouts, {
      subject,
      handle: async ({ params: { institution } }) => {
        const { Items = [] } = await db.send(
          new QueryCommand({
            TableName: feedsTable,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': rolloutKey.listed(institution, '', '').pk },
            ScanIndexForward: false,
            Limit: 20,
          }),
        );
        const snapshot = await deps.matching.network.current();
        const rollouts = await Promise.all(
          Items.map(async ({ rollout: id }) => {
            const rollout = await find(deps, String(id));
            return rollout && view(rollout, await readSegments(deps, String(id)), snapshot);
          }),
        );
        return { body: { rollouts: rollouts.filter((one) => one !== undefined) } };
      },
    }),
  ];
};
