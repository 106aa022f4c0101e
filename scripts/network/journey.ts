import { evaluate } from '#definitions/evaluate.ts';
import { definitions } from '#samples/definitions/index.ts';
import { confirmedFacts } from '#samples/facts.ts';
import { institutions } from '#samples/institutions.ts';
import { suppliers } from '#samples/suppliers/index.ts';
import { dayOf } from '#schemas/calendar.ts';
import type { Outcome } from '#schemas/verdict.ts';
import { approve, submit } from './certify.ts';
import { type Consumer, once, type Received } from './consumer.ts';
import { connect, loadNetwork } from './load.ts';
import type { Network } from './open.ts';
import { until } from './patience.ts';
import type { Steps } from './steps.ts';

const operator = 'sample-isabelle-cote';
const verifiers = ['sample-marieclaude-roy', 'sample-daniel-okafor'] as const;

/** Institutions that consume signed webhooks. */
export const webhookInstitutions = institutions
  .filter(({ level }) => level === 3)
  .map(({ institution }) => institution);

export type Result = { vendor: string; verdicts: Record<string, Outcome>; events: Received[] };

const inForce = (institution: string) => {
  const id = institutions.find((one) => one.institution === institution)?.definition;
  const found = definitions.find((one) => one.id === id);
  if (!found) throw new Error(`${institution} has no definition`);
  return found;
};

/**
 * One real certification, from an empty form to signed events at the institutions' systems. What each institution must
 * be told is worked out here on its own, from the papers' facts, and compared with what arrived.
 */
export const journey = async (
  network: Network,
  consumer: Consumer,
  steps: Steps,
  sampleId = 'tran-translations',
): Promise<Result> => {
  const sample = suppliers.find(({ id }) => id === sampleId);
  if (!sample) throw new Error(`no sample supplier ${sampleId}`);
  const on = dayOf(new Date());
  const supplier = network.as(sample.person);
  const key = `demo-${sample.id}-${on}`;

  await steps.run(
    'Load the network',
    () => loadNetwork(network.as(operator)),
    () => `${institutions.length} institutions, ${definitions.length} definitions`,
  );
  await steps.run(
    'Institutions prove their endpoints',
    () => Promise.all(webhookInstitutions.map((one) => connect(network.as(operator), one, consumer))),
    (all) => `${all.length} endpoints answered their challenge`,
  );
  const submitted = await steps.run(
    'The supplier fills in, sends papers, submits',
    () => submit(supplier, sample, on, key),
    ({ receipt }) => `receipt for ${receipt.documents.length} files, each with its SHA-256`,
  );
  await steps.run(
    'Verifiers decide',
    () => approve(supplier, [network.as(verifiers[0]), network.as(verifiers[1])], submitted.submission, key),
    () => 'approved',
  );
  const verdicts = Object.fromEntries(
    institutions.map(({ institution }) => [
      institution,
      evaluate(inForce(institution), confirmedFacts(sample.answers(on), on), on).outcome,
    ]),
  );
  const recognising = webhookInstitutions.filter((one) => verdicts[one] === 'qualifies');
  const events = await steps.run(
    'Signed events reach the institutions',
    () =>
      until(`events at ${recognising.join(', ')}`, async () => {
        const mine = consumer.received.filter(({ vendor }) => vendor === submitted.supplier);
        return recognising.every((one) => mine.some(({ institution }) => institution === one)) ? mine : undefined;
      }),
    (mine) => `${mine.length} events, every signature verified`,
  );
  await steps.run(
    'Nobody else was told, and nothing in two ways',
    async () => {
      const told = once(events)
        .map(({ institution }) => institution)
        .sort();
      if (told.join() !== [...recognising].sort().join()) throw new Error(`told: ${told}; recognising: ${recognising}`);
      if (events.some(({ type }) => type !== 'vendor.qualified.v1')) throw new Error('an event of another type');
      if (consumer.refused.length > 0) throw new Error(`refused: ${JSON.stringify(consumer.refused)}`);
    },
    () => `${recognising.length} of ${webhookInstitutions.length} webhook institutions recognise the firm`,
  );
  return { vendor: submitted.supplier, verdicts, events: once(events) };
};
