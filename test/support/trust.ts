import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ownership } from '#definitions/testing/build.ts';
import { type RunningS3, startS3 } from '#local/s3/testing.ts';
import { consumer } from '#platform/stream.ts';
import { readVerdicts } from '#schemas/api/matching.ts';
import { auditEntry } from '#schemas/audit.ts';
import { type VendorEvent, vendorEvent } from '#schemas/events/v1.ts';
import { feedKey } from '#schemas/feed-records.ts';
import { networkKey } from '#schemas/network-records.ts';
import type { Policy } from '#schemas/policy.ts';
import { feedOf } from '../../functions/delivery/feed.ts';
import { verdictRoutes } from '../../functions/matching/api/verdicts.ts';
import { matchChanges } from '../../functions/matching/registry/changes.ts';
import { networkIn } from '../../functions/matching/snapshot.ts';
import { vendorsIn } from '../../functions/matching/vendors.ts';
import { follow as followWishes } from '../../functions/registry/consents/follow.ts';
import { follow as followAccount } from '../../functions/review/account/follow.ts';
import { routes as trustRoutes } from '../../functions/trust/api/routes.ts';
import { appendEntries } from '../../functions/trust/append.ts';
import { eraseDue } from '../../functions/trust/erase/erase.ts';
import { buildExport } from '../../functions/trust/export/build.ts';
import { paperRoutes } from '../../functions/trust/paper/routes.ts';
import { localSigner } from '../../functions/trust/testing.ts';
import { definitionOf, institutionOf } from './builders.ts';
import { type CaseworkBase, startCasework } from './casework.ts';
import { submittedBy } from './supplier.ts';
import { approve } from './verifier.ts';

/** Where the tests' files lie; accepted ones are locked for two years, as the stack locks them. */
const buckets = (clock: () => Date) =>
  startS3(
    {
      evidence: { versioning: true, objectLock: { retention: { mode: 'GOVERNANCE', days: 730 } } },
      views: { versioning: true },
      exports: {},
    },
    { clock },
  );

/**
 * The rooms of `startCasework`, with trust beside them, files, the log of what happened, and one institution that recognises
 * firms of which women hold a majority.
 */
export const startTrust = async (options: { policy?: Partial<Policy>; from?: string } = {}) => {
  let instant = () => new Date();
  const files: RunningS3 = await buckets(() => instant());
  const signer = localSigner();
  let base: CaseworkBase | undefined;
  const world = await startCasework({
    ...options,
    more: (given) => {
      base = given;
      instant = given.clock;
      const matching = {
        db: given.db,
        feedsTable: given.feeds,
        network: networkIn(given.db, given.network),
        vendors: vendorsIn(given.db, given.registry, given.seals),
        clock: given.clock,
      };
      const log = { db: given.db, table: given.audit };
      const exporting = { ...given, s3: files.client, evidence: 'evidence', exports: 'exports' };
      return {
        routes: (deps) => [
          ...trustRoutes({
            ...deps,
            log: { ...log, signer, log: `${deps.portal}/v1/audit` },
            signers: [signer],
            issuer: signer,
            origin: deps.portal,
            s3: files.client,
            exports: 'exports',
            door: 'door',
          }),
          ...paperRoutes({ ...deps, origin: deps.portal }),
          ...verdictRoutes({ ...deps, matching, feedsTable: given.feeds }),
        ],
        consumers: [
          {
            table: 'casework',
            wanted: /^(?:CONSENTS|CLOSING)$/,
            consume: consumer((change) => followWishes(given, change)),
          },
          {
            table: 'casework',
            wanted: /^(?:CLOSING$|OBSERVATION#)/,
            consume: consumer((change) => followAccount(given, change)),
          },
          {
            table: 'casework',
            wanted: /^EXPORT#/,
            consume: consumer(async (change) => {
              if (change.before === undefined) await buildExport(exporting, change);
            }),
          },
          { table: 'registry', wanted: /^CURRENT$/, consume: consumer((change) => matchChanges(matching, [change])) },
          {
            table: 'audit',
            wanted: /^ENTRY$/,
            consume: consumer(async ({ after }) => {
              await appendEntries(log, [auditEntry.strip().parse(after)]);
            }),
          },
        ],
      };
    },
  });
  const given = base!;
  /** Requests to the store are signed at its own time. */
  const keepTime = () => {
    files.client.config.systemClockOffset = world.clock().getTime() - Date.now();
  };
  keepTime();
  const publish = (Item: object) => world.db.send(new PutCommand({ TableName: given.network, Item: { ...Item } }));
  const put = (Bucket: string, Key: string, Body: string) =>
    files.client.send(new PutObjectCommand({ Bucket, Key, Body }));
  const institution = institutionOf('ville');
  await publish({ ...networkKey.institution('ville'), ...institution, revision: 1 });
  const definition = definitionOf('ville', { id: institution.definition, rule: ownership({ bp: 5100 }) });
  await publish({
    ...networkKey.definition(definition.id, definition.version),
    ...definition,
    publishedAt: world.clock().toISOString(),
  });
  const groups = { women: { fr: 'Femmes', en: 'Women' } };
  await publish({ ...networkKey.vocabulary(), groups, flags: {}, certifications: {}, revision: 1 });
  await publish({ ...networkKey.generation(), generation: 1, affected: ['ville'], at: world.clock().toISOString() });

  return {
    ...world,
    keysTable: given.keysTable,
    skip: (days: number) => {
      world.skip(days);
      keepTime();
    },
    advance: async (days: number) => {
      await world.advance(days);
      keepTime();
    },
    files,
    signer,
    /** What erases closed accounts; `over` puts other parts in the place of its own. */
    erase: (over: Partial<Parameters<typeof eraseDue>[0]> = {}) =>
      eraseDue({ ...given, s3: files.client, buckets: ['evidence', 'views', 'exports'], ...over }),
    /** A supplier whose submission was just approved. */
    certified: async (person: string, more: Parameters<typeof submittedBy>[2] = {}) => {
      const begun = await submittedBy(world, person, more);
      for (const { sk, sha256 } of await world.itemsOf(world.casework, `SUBMISSION#${begun.submission}`)) {
        const document = String(sk).slice('DOCUMENT#'.length);
        const path = `${begun.supplier}/${begun.submission}/${document}`;
        if (!String(sk).startsWith('DOCUMENT#')) continue;
        await put('evidence', path, `the file ${sha256}`);
        await put('views', `${path}/1.webp`, 'its first page');
        await put('views', `${path}/text.json`, '["its text"]');
      }
      await approve(world, begun);
      return begun;
    },
    /** What the institution was told, oldest first. */
    told: async (): Promise<VendorEvent[]> =>
      (await world.itemsOf(world.feeds, feedKey.head('ville').pk))
        .filter(({ sk }) => String(sk).startsWith('ENTRY#'))
        .map(({ body }) => vendorEvent.parse(JSON.parse(String(body)))),
    /** What it may read of that now. */
    readable: async (): Promise<VendorEvent[]> =>
      (await feedOf(world.db, world.feeds, 'ville').after(0, 500)).map(({ body }) =>
        vendorEvent.parse(JSON.parse(body)),
      ),
    verdicts: async (person: string, vendor: `sup_${string}`) =>
      (await world.as(person)(readVerdicts, { params: { vendor } })).body.verdicts,
    stop: async () => {
      await world.stop();
      await files.stop();
    },
  };
};
export type TrustWorld = Awaited<ReturnType<typeof startTrust>>;
