import { route } from '#platform/api.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import { giveConsent, listConsents, withdrawConsent } from '#schemas/api/trust.ts';
import { type ConsentsRecord, consentsRecord, trustKey } from '#schemas/consent.ts';
import { institutionRecord, networkKey } from '#schemas/network-records.ts';
import { registryKey, vendorRecord } from '#schemas/records.ts';
import type { Dependencies } from './deps.ts';
import { ofSupplier } from './standing.ts';

type Consents = ConsentsRecord['consents'];

/** What each institution may see beyond the verdict: given, and withdrawn, at any time. */
export const consentRoutes = (deps: Dependencies) => {
  const subject = ofSupplier(deps);

  /** As last said here; before anything was, as the vendor has it from its form. */
  const current = async (supplier: string): Promise<{ consents: Consents; revision: number }> => {
    const said = await readRecord(deps.db, deps.casework, trustKey.consents(supplier), consentsRecord);
    const vendor = await readRecord(deps.db, deps.registry, registryKey.current(supplier), vendorRecord);
    // A later certification took its consents from a later form, unless these are later still.
    const later = !vendor || (said && said.updatedAt >= vendor.recordedAt);
    return { consents: (later ? said?.consents : vendor.consents) ?? [], revision: said?.revision ?? 0 };
  };
  const save = (supplier: string, consents: Consents, revision: number, at: Date): Write => {
    const record = { supplier, consents, revision: revision + 1, updatedAt: at.toISOString() };
    return {
      Put: {
        TableName: deps.casework,
        Item: { ...trustKey.consents(supplier), ...record },
        ConditionExpression: revision === 0 ? 'attribute_not_exists(pk)' : 'revision = :seen',
        ...(revision > 0 && { ExpressionAttributeValues: { ':seen': revision } }),
      },
      orElse: new Problem('stale-version'),
    };
  };

  return [
    route(listConsents, {
      subject,
      handle: async ({ params }) => ({ body: { consents: (await current(params.supplier)).consents } }),
    }),
    route(giveConsent, {
      subject,
      handle: async ({ params: { supplier, institution }, body: { purpose }, at }) => {
        const known = await readRecord(deps.db, deps.network, networkKey.institution(institution), institutionRecord);
        if (!known) throw new Problem('not-found');
        const { consents, revision } = await current(supplier);
        const audit = { codes: { purpose, given: 1 } };
        if (consents.some((one) => one.institution === institution)) return { body: { consents }, audit };
        const next = [...consents, { institution, purpose, grantedAt: at.toISOString() }];
        return { body: { consents: next }, audit, writes: [save(supplier, next, revision, at)] };
      },
    }),
    route(withdrawConsent, {
      subject,
      handle: async ({ params: { supplier, institution }, at }) => {
        const { consents, revision } = await current(supplier);
        const next = consents.filter((one) => one.institution !== institution);
        const audit = { codes: { purpose: 'criteria', given: 0 } };
        if (next.length === consents.length) return { body: { consents }, audit };
        return { body: { consents: next }, audit, writes: [save(supplier, next, revision, at)] };
      },
    }),
  ];
};
