import { route } from '#platform/api.ts';
import { dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import { getRecord } from '#platform/records/store.ts';
import { recordWrites } from '#platform/records/writes.ts';
import { confirmRevocation, reinstateVendor, revokeVendor, suspendVendor } from '#schemas/api/registry.ts';
import { revocationProposal, type StoredVendor } from '#schemas/records/registry.ts';
import { transition } from '../status-transitions.ts';
import { versionWrites } from '../version.ts';
import type { Dependencies } from './deps.ts';
import { findVendor } from './find.ts';

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
export const statusRoutes = (deps: Dependencies) => {
  const to = recordWrites(deps);
  const subject = findVendor(deps);
  const moveTo = (next: StoredVendor, at: Date) => ({
    body: { vendor: next.vendor, version: next.version, status: next.status },
    writes: versionWrites(deps.registry, next, dayOf(at), deps.policy).map((write) => ({ ...write, orElse: moved })),
  });

  return [
    route(suspendVendor, {
      subject,
      handle: async ({ record, body, at }) => moveTo(transition(record, 'suspend', body.reason, at), at),
    }),
    route(reinstateVendor, {
      subject,
      handle: async ({ record, at }) => moveTo(transition(record, 'reinstate', undefined, at), at),
    }),
    route(revokeVendor, {
      subject,
      handle: async ({ record, body, caller, at }) => {
        const revoked = transition(record, 'revoke', body.reason, at);
        const answer = { proposedAt: at.toISOString(), reason: body.reason };
        if (!deps.policy.secondReading.revocations) return { body: answer, writes: moveTo(revoked, at).writes };
        const proposal = { by: caller.id, reason: body.reason, at: at.toISOString() };
        const terms = { when: 'new', orElse: alreadyProposed } as const;
        return { body: answer, writes: [to.put(revocationProposal, { vendor: record.vendor }, proposal, terms)] };
      },
    }),
    route(confirmRevocation, {
      subject,
      handle: async ({ record, body, caller, at }) => {
        const parts = { vendor: record.vendor };
        const proposed = await getRecord(deps.db, deps.registry, revocationProposal, parts);
        if (!proposed) throw nothingProposed;
        if (proposed.by === caller.id) throw sameReader;
        const settle = to.remove(revocationProposal, parts, { when: 'there', orElse: nothingProposed });
        if (!body.agrees) {
          const { vendor, version, status } = record;
          return { body: { vendor, version, status }, writes: [settle] };
        }
        const { body: answer, writes } = moveTo(transition(record, 'revoke', proposed.reason, at), at);
        return { body: answer, writes: [settle, ...writes] };
      },
    }),
  ];
};
