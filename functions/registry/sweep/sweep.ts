import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { dayOf } from '#platform/clock.ts';
import { log } from '#platform/log.ts';
import { recordWrites } from '#platform/records/writes.ts';
import { ConditionFailed, commit } from '#platform/tables.ts';
import { currentVendor } from '#schemas/records/registry.ts';
import type { VersionDependencies } from '../deps.ts';
import { loadVendor } from '../vendor-store.ts';
import { expiryPath, expiryPlace, versionAuditEntry, versionWrites } from '../version.ts';
import { dueOn } from './due.ts';

/**
 * Does what time asks of the registry, from the index of what falls due: expires certifications and gives the notices of
 * renewal, each as a version. A repeat finds nothing left to do; a day that was missed is made up for.
 */
export const sweep = async (deps: VersionDependencies): Promise<{ swept: number }> => {
  const at = deps.clock();
  const today = dayOf(at);
  const due: string[] = [];
  const pages = paginateQuery(
    { client: deps.db },
    {
      TableName: deps.registry,
      IndexName: 'expiry',
      KeyConditionExpression: 'expiryPk = :path AND expirySk < :tomorrow',
      ExpressionAttributeValues: { ':path': expiryPath, ':tomorrow': `${today}~` },
    },
  );
  for await (const { Items = [] } of pages) due.push(...Items.map(({ vendor }) => String(vendor)));
  for (const vendor of due) await pass(deps, vendor, today, at);
  log.info('registry-swept', { count: due.length });
  return { swept: due.length };
};

const pass = async (deps: VersionDependencies, id: string, today: string, at: Date): Promise<void> => {
  const vendor = await loadVendor(deps, id);
  if (!vendor) return;
  const next = dueOn(vendor, today, deps.policy, at);
  try {
    if (next)
      await commit(deps.db, [
        ...versionWrites(deps.registry, next, today, deps.policy),
        versionAuditEntry(deps.audit, next, 'sweepRegistry'),
      ]);
    // An end of something passed by itself: nothing to say, only the next day to come.
    else
      await commit(deps.db, [
        recordWrites(deps).update(
          currentVendor,
          { vendor: id },
          { set: expiryPlace(vendor, today, deps.policy) },
          { when: { version: vendor.version } },
        ),
      ]);
  } catch (error) {
    // Someone wrote a version meanwhile: the next sweep looks at that one.
    if (!(error instanceof ConditionFailed)) throw error;
  }
};
