import * as z from 'zod';
import { route } from '#platform/api.ts';
import { dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import { confirmRevocation, reinstateVendor, revokeVendor, suspendVendor } from '#schemas/api/registry.ts';
import type { StoredVendor } from '#schemas/records/registry.ts';
import { registryKey } from '#schemas/records.ts';
import { stepped } from '../steps.ts';
import { versionWrites } from '../version.ts';
import type { Dependencies } from './deps.ts';
import { findVendor } from './find.ts';

const proposal = z.object({ by: z.string(), reason: z.string(), at: z.string() });

const moved = new Problem('wrong-state', {
  detail: {
    fr: 'Cette certification vient de changer : relisez-la avant de continuer.',
    en: 'This certification has just changed: read it again before going on.',
  },
});
const alreadyProposed = new Problem('wrong-state', {
  detail: { fr: 'Une révocation est déjà proposée.', en: 'A revocation is already proposed.' },
});
const nothingProposed = new Problem('wrong-state', {
  detail: { fr: 'Aucune révocation n’est proposée.', en: 'No revocation is proposed.' },
});
const sameReader = new Problem('forbidden', {
  detail: {
    fr: 'Vous avez proposé cette révocation : une autre personne doit la confirmer.',
    en: 'You proposed this revocation: someone else must confirm it.',
  },
});

/** Suspended, reinstated, revoked: each with its reason, each a version. */
export const standing = (deps: Dependencies) => {
  const subject = findVendor(deps);
  const moveTo = (next: StoredVendor, at: Date) => ({
    body: { vendor: next.vendor, version: next.version, status: next.status },
    writes: versionWrites(deps.registry, next, dayOf(at), deps.policy).map((write) => ({ ...write, orElse: moved })),
  });

  return [
    route(suspendVendor, {
      subject,
      handle: async ({ record, body, at }) => moveTo(stepped(record, 'suspend', body.reason, at), at),
    }),
    route(reinstateVendor, {
      subject,
      handle: async ({ record, at }) => moveTo(stepped(record, 'reinstate', undefined, at), at),
    }),
    route(revokeVendor, {
      subject,
      handle: async ({ record, body, caller, at }) => {
        const revoked = stepped(record, 'revoke', body.reason, at);
        const answer = { proposedAt: at.toISOString(), reason: body.reason };
        if (!deps.policy.secondReading.revocations) return { body: answer, writes: moveTo(revoked, at).writes };
        const propose: Write = {
          Put: {
            TableName: deps.registry,
            Item: {
              ...registryKey.revocation(record.vendor),
              by: caller.id,
              reason: body.reason,
              at: at.toISOString(),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
          orElse: alreadyProposed,
        };
        return { body: answer, writes: [propose] };
      },
    }),
    route(confirmRevocation, {
      subject,
      handle: async ({ record, body, caller, at }) => {
        const key = registryKey.revocation(record.vendor);
        const proposed = await readRecord(deps.db, deps.registry, key, proposal);
        if (!proposed) throw nothingProposed;
        if (proposed.by === caller.id) throw sameReader;
        const settle: Write = {
          Delete: {
            TableName: deps.registry,
            Key: key,
            ConditionExpression: 'attribute_exists(pk)',
          },
          orElse: nothingProposed,
        };
        if (!body.agrees) {
          const { vendor, version, status } = record;
          return { body: { vendor, version, status }, writes: [settle] };
        }
        const { body: answer, writes } = moveTo(stepped(record, 'revoke', proposed.reason, at), at);
        return { body: answer, writes: [settle, ...writes] };
      },
    }),
  ];
};
