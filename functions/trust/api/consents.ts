import { route } from '#platform/api.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import { giveConsent, listConsents, withdrawConsent } from '#schemas/api/trust.ts';
import { notClosing } from '#schemas/closing.ts';
import { type ConsentsRecord, consentsRecord, trustKey } from '#schemas/consent.ts';
import { institutionRecord, networkKey } from '#schemas/network-records.ts';
import { registryKey, vendorRecord } from '#schemas/records.ts';
import type { Dependencies } from './deps.ts';
import { ofSupplier } from './standing.ts';

type Consents = ConsentsRecord['consents'];

type Where = Pick<Dependencies, 'db' | 'casework' | 'registry'>;

/** As last said here; before anything was, as the vendor has it from its form. */
export const currentConsents = async (
  { db, casework, registry }: Where,
  supplier: string,
): Promise<{ consents: Consents; revision: number }> => {
  const said = await readRecord(db, casework, trustKey.consents(supplier), consentsRecord);
  const vendor = await readRecord(db, registry, registryKey.current(supplier), vendorRecord);
  // A later certification took its consents from a later form, unless these are later still.
  const later = !vendor || (said && said.updatedAt >= vendor.recordedAt);
  return { consents: (later ? said?.consents : vendor.consents) ?? [], revision: said?.revision ?? 0 };
};

export const saveConsents = (
  table: string,
  supplier: string,
  consents: Consents,
  revision: number,
  at: Date,
): Write => {
  const record = { supplier, consents, revision: revision + 1, updatedAt: at.toISOString() };
  return {
    Put: {
      TableName: table,
      Item: { ...trustKey.consents(supplier), ...record },
      ConditionExpression: revision === 0 ? 'attribute_not_exists(pk)' : 'revision = :seen',
      ...(revision > 0 && { ExpressionAttributeValues: { ':seen': revision } }),
    },
    orElse: new Problem('stale-version'),
  };
};

const closed = new Problem('wrong-state', {
  detail: { fr: 'Ce compte est fermé.', en: 'This account is closed.' },
});

/** What each institution may see beyond the verdict: given, and withdrawn, at any time. */
export const consentRoutes = (deps: Dependencies) => {
  const subject = ofSupplier(deps);

  return [
    route(listConsents, {
      subject,
      handle: async ({ params }) => ({ body: { consents: (await currentConsents(deps, params.supplier)).consents } }),
    }),
    route(giveConsent, {
      subject,
      handle: async ({ params: { supplier, institution }, body: { purpose }, at }) => {
        const known = await readRecord(deps.db, deps.network, networkKey.institution(institution), institutionRecord);
        if (!known) throw new Problem('not-found');
        const { consents, revision } = await currentConsents(deps, supplier);
        const audit = { codes: { purpose, given: 1 } };
        if (consents.some((one) => one.institution === institution)) return { body: { consents }, audit };
        const next = [...consents, { institution, purpose, grantedAt: at.toISOString() }];
        return {
          body: { consents: next },
          audit,
          writes: [
            saveConsents(deps.casework, supplier, next, revision, at),
            { ...notClosing(deps.casework, supplier), orElse: closed },
          ],
        };
      },
    }),
    route(withdrawConsent, {
      subject,
      handle: async ({ params: { supplier, institution }, at }) => {
        const { consents, revision } = await currentConsents(deps, supplier);
        const next = consents.filter((one) => one.institution !== institution);
        const audit = { codes: { purpose: 'criteria', given: 0 } };
        if (next.length === consents.length) return { body: { consents }, audit };
        return { body: { consents: next }, audit, writes: [saveConsents(deps.casework, supplier, next, revision, at)] };
      },
    }),
  ];
};
