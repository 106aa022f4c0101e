import { suppliers } from '#samples/suppliers/index.ts';
import type { ApiClient } from '#schemas/api/client.ts';
import { readSubmission } from '#schemas/api/intake.ts';
import { claimCase, decideCase, readCase, readSecond, requestInformation } from '#schemas/api/review.ts';
import { approve, submit } from '../../scripts/network/certify.ts';
import { patient, until } from '../../scripts/network/patience.ts';
import type { Portal } from './network.ts';

const verifiers = ['sample-marieclaude-roy', 'sample-daniel-okafor', 'sample-sylvie-arsenault'] as const;

/** A firm of the samples on its way through the network, and who signs in for it. */
export type Firm = { email: string; supplier: `sup_${string}`; submission: `sub_${string}` };

const sampleOf = (id: string) => {
  const found = suppliers.find((one) => one.id === id);
  if (!found) throw new Error(`no sample ${id}`);
  return found;
};

const submitted = async (portal: Portal, id: string, on: string): Promise<Firm & { api: ApiClient }> => {
  const sample = sampleOf(id);
  const api = patient(portal.network.as(sample.person));
  const { supplier, submission } = await submit(api, sample, on, `browser-${id}`);
  const email = `${sample.person.replace('sample-', '').replace('-', '.')}@example.ca`;
  return { email, supplier, submission, api };
};

export const certified = async (portal: Portal, id: string, on: string): Promise<Firm> => {
  const { api, ...firm } = await submitted(portal, id, on);
  await approve(
    api,
    [portal.network.as(verifiers[0]), portal.network.as(verifiers[1])],
    firm.submission,
    `browser-${id}`,
  );
  return firm;
};

/** Every line of a case found met, by as many verifiers as it takes. */
export const approveCase = async (portal: Portal, submission: Firm['submission']): Promise<void> => {
  const [first, second] = [portal.network.as(verifiers[0]), portal.network.as(verifiers[1])];
  const params = { submission };
  await claimedBy(first, submission);
  const { body } = await first(readCase, { params });
  const findings = Object.fromEntries(body.checklist.map(({ id }) => [id, { outcome: 'met' as const }]));
  const decision = { decision: 'approved' as const, findings };
  const { body: said } = await first(decideCase, { params, body: decision, idempotencyKey: `yes-${submission}` });
  if (said.state !== 'second-reading') return;
  await claimedBy(second, submission);
  await second(readSecond, { params, body: { agrees: true }, idempotencyKey: `yes-too-${submission}` });
};

const claimedBy = (verifier: ApiClient, submission: Firm['submission']) =>
  until('the case', () =>
    verifier(claimCase, { params: { submission } }).then(
      () => true,
      () => undefined,
    ),
  );

/** What the verifier found: one line wanting, for a reason and in words; everything else met. */
const foundWanting = async (
  verifier: ApiClient,
  submission: Firm['submission'],
  outcome: 'not-met' | 'more-information',
) => {
  await claimedBy(verifier, submission);
  const { body } = await verifier(readCase, { params: { submission } });
  const wanting = body.checklist.find(({ kind }) => ['ownership', 'places'].includes(kind))?.id;
  return Object.fromEntries(
    body.checklist.map(({ id }) => [
      id,
      id === wanting
        ? {
            outcome,
            reason: 'shares-not-shown' as const,
            note: 'Page 2 is missing. / Il manque la page 2.',
          }
        : { outcome: 'met' as const },
    ]),
  );
};

/** A case that a verifier has taken and not looked at yet. */
export const claimed = async (portal: Portal, id: string, on: string): Promise<Firm> => {
  const { api: _, ...firm } = await submitted(portal, id, on);
  await claimedBy(portal.network.as(verifiers[0]), firm.submission);
  return firm;
};

const reached = (api: ApiClient, submission: Firm['submission'], state: string) =>
  until(`${submission} to be ${state}`, async () =>
    (await api(readSubmission, { params: { submission } })).body.state === state ? true : undefined,
  );

export const asked = async (portal: Portal, id: string, on: string): Promise<Firm> => {
  const { api, ...firm } = await submitted(portal, id, on);
  const verifier = portal.network.as(verifiers[0]);
  const findings = await foundWanting(verifier, firm.submission, 'more-information');
  const key = `browser-ask-${id}`;
  await verifier(requestInformation, {
    params: { submission: firm.submission },
    body: { findings },
    idempotencyKey: key,
  });
  await reached(api, firm.submission, 'information-requested');
  return firm;
};

export const rejected = async (portal: Portal, id: string, on: string): Promise<Firm> => {
  const { api, ...firm } = await submitted(portal, id, on);
  const { submission } = firm;
  const verifier = portal.network.as(verifiers[0]);
  const findings = await foundWanting(verifier, submission, 'not-met');
  const body = { decision: 'rejected' as const, summary: 'The register does not show who owns the firm.', findings };
  const { body: said } = await verifier(decideCase, {
    params: { submission },
    body,
    idempotencyKey: `browser-no-${id}`,
  });
  if (said.state === 'second-reading') {
    const second = portal.network.as(verifiers[1]);
    await claimedBy(second, submission);
    await second(readSecond, { params: { submission }, body: { agrees: true }, idempotencyKey: `browser-no2-${id}` });
  }
  await reached(api, submission, 'rejected');
  return firm;
};
