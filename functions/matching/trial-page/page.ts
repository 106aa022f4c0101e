import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, dayOf } from '#platform/clock.ts';
import { readMany } from '#platform/many.ts';
import { feedKey, verdictRecord } from '#schemas/feed-records.ts';
import { registryKey, vendorRecord } from '#schemas/records.ts';
import type { RolloutRecord } from '#schemas/rollout.ts';
import { judgeSegment } from '../segment.ts';
import type { Network } from '../snapshot.ts';
import { type OpenRecord, tryOn } from '../trial.ts';

/** What a trial needs. It has no key: whatever of the registry is sealed stays so. */
export type TrialDependencies = {
  db: DynamoDBDocumentClient;
  feedsTable: string;
  registryTable: string;
  network: Network;
  clock: Clock;
};

const openRecord = vendorRecord.pick({ vendor: true, status: true, expiresOn: true, open: true });

/** Of these vendors, those that the institution was told that it recognises. */
const ownOf = async ({ db, feedsTable }: TrialDependencies, institution: string, ids: readonly string[]) => {
  const keys = ids.map((vendor) => feedKey.verdict(institution, vendor));
  const verdicts = (await readMany(db, feedsTable, keys)).map((item) => verdictRecord.parse(item));
  return verdicts.flatMap(({ vendor, recognised, shared }) => (recognised && shared ? [vendor] : []));
};

const readOpen = async ({ db, registryTable }: TrialDependencies, ids: readonly string[]): Promise<OpenRecord[]> => {
  const found = await readMany(db, registryTable, ids.map(registryKey.current), Object.keys(openRecord.shape));
  return found.map((item) => openRecord.parse(item)).sort((a, b) => (a.vendor < b.vendor ? -1 : 1));
};

const beforeOf = ({ before }: RolloutRecord, snapshot: Awaited<ReturnType<Network['current']>>) =>
  before && snapshot.definitions.get(before.id)?.find(({ version }) => version === before.version);

/** Tries a draft on the next vendors of one segment. */
export const tryPages = (deps: TrialDependencies, task: { rollout: string; segment: number }) =>
  judgeSegment(deps, task, async (rollout, ids) => {
    const { definition: draft, basis } = rollout;
    if (!draft) throw new Error(`${rollout.rollout} tries nothing`);
    const snapshot = await deps.network.current();
    const asked = basis === 'own' ? await ownOf(deps, draft.institution, ids) : ids;
    const trial = { draft, before: beforeOf(rollout, snapshot), tables: snapshot.reciprocity };
    return { events: 0, ...tryOn(trial, await readOpen(deps, asked), dayOf(new Date(rollout.startedAt))) };
  });
