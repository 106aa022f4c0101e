import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suppliers } from '#samples/suppliers/index.ts';
import { ifThere } from '#schemas/api/client.ts';
import { downloadDocument, listDocuments, viewPage } from '#schemas/api/evidence.ts';
import { readSupplier } from '#schemas/api/intake.ts';
import { inviteMember } from '#schemas/api/members.ts';
import { listDefinitions, publishDraft, saveDraft } from '#schemas/api/network.ts';
import { recordIncident } from '#schemas/api/rights.ts';
import { exportAudit, giveConsent, listAudit, proveInclusion, readAuditHead, readKeys } from '#schemas/api/trust.ts';
import type { AuditEntry } from '#schemas/audit.ts';
import { verifyInclusion } from '../../functions/trust/merkle.ts';
import { type Consumer, startConsumer } from '../../scripts/network/consumer.ts';
import { journey } from '../../scripts/network/journey.ts';
import { type Network, openNetwork } from '../../scripts/network/open.ts';
import { until } from '../../scripts/network/patience.ts';
import { steps } from '../../scripts/network/steps.ts';
import { prepare } from '../../scripts/prepare.ts';

let dir: string;
let network: Network;
let consumer: Consumer;
let vendor: `sup_${string}`;
const operator = () => network.as('sample-isabelle-cote');

beforeAll(async () => {
  await prepare();
  dir = mkdtempSync(join(tmpdir(), 'passerelle-audit-'));
  consumer = await startConsumer();
  network = await openNetwork({ dir });
  const played = await journey(
    network,
    consumer,
    steps(() => undefined),
  );
  vendor = played.vendor as `sup_${string}`;
}, 180_000);
afterAll(async () => {
  await network?.runtime.stop();
  await consumer?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Everything that the log must hold of the journey and of what follows it here: an action, and the operation or step. */
const expected: readonly [what: string, action: string, operation: string][] = [
  ['a submission', 'submission.submit', 'submitSubmission'],
  ['a file that was screened', 'document.accepted', 'screenDocument'],
  ['what the workflow did by itself', 'submission.in-review', 'checkSubmission'],
  ['a verifier takes a case', 'case.claim', 'claimCase'],
  ['a decision', 'case.work', 'decideCase'],
  ['what the registry recorded', 'vendor.recorded', 'recordVendor'],
  ['a view of evidence', 'document.read', 'viewPage'],
  ['a download of evidence', 'document.read', 'downloadDocument'],
  ['the network’s definitions', 'institution.manage', 'importNetwork'],
  ['a change of definition', 'definition.edit', 'publishDraft'],
  ['a role given', 'member.manage', 'inviteMember'],
  ['a consent', 'consent.manage', 'giveConsent'],
  ['what the registry made of it', 'vendor.recorded', 'applyConsents'],
  ['a change of endpoint', 'endpoint.manage', 'setEndpoint'],
  ['an endpoint proven', 'endpoint.challenged', 'followEndpoint'],
  ['a delivery', 'delivery.sent', 'sendFeed'],
  ['an incident', 'incident.manage', 'recordIncident'],
  ['a reading of the log itself', 'audit.read', 'exportAudit'],
];

const wholeLog = async (): Promise<AuditEntry[]> => {
  const entries: AuditEntry[] = [];
  for (let cursor: string | undefined; ; ) {
    const { body } = await operator()(listAudit, { query: { limit: 100, ...(cursor && { cursor }) } });
    entries.push(...body.lines.map(({ entry }) => entry));
    if (!body.next) return entries;
    cursor = body.next;
  }
};
const wholeExport = async (): Promise<string> => {
  let text = '';
  for (let cursor: string | undefined; ; ) {
    const { body } = await operator()(exportAudit, { query: cursor ? { cursor } : {} });
    text += body.text;
    if (!body.next) return text;
    cursor = body.next;
  }
};
const verify = (...words: string[]) => {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/audit-verify.ts', ...words], { encoding: 'utf8' });
  return { status, said: stdout.trim() };
};
const verified = (text: string) => {
  const file = join(dir, 'log.txt');
  writeFileSync(file, text);
  return verify(file);
};
const seal = async () => {
  const { logicalId } = network.runtime.stack
    .ofType('AWS::Lambda::Function')
    .find(({ logicalId }) => logicalId.startsWith('TrustSeal'))!;
  await network.runtime.invoke(logicalId, {});
};

describe('the log of a whole journey', () => {
  it('holds every decision, view, change and delivery, in codes only', async () => {
    const sample = suppliers.find(({ id }) => id === 'tran-translations')!;
    const firm = network.as(sample.person);
    const { body } = await firm(readSupplier, { params: { supplier: vendor } });
    const { submission } = body.submissions[0]!;
    const { body: papers } = await firm(listDocuments, { params: { submission } });
    const { document } = papers.documents[0]!;
    await until('a page to be viewable', () =>
      ifThere(firm(viewPage, { params: { submission, document, page: 1 } }), [409]),
    );
    await firm(downloadDocument, { params: { submission, document } });
    await firm(inviteMember, { params: { supplier: vendor }, body: { role: 'reader' } });
    const params = { supplier: vendor, institution: 'city-of-toronto' };
    await firm(giveConsent, { params, body: { purpose: 'criteria' } });
    const { body: known } = await operator()(listDefinitions, { query: { institution: 'city-of-edmonton' } });
    const { id: definition, version: _, ...published } = known.definitions[0]!;
    const draft = { ...published, effective: { from: '2030-01-01' } };
    const saved = await operator()(saveDraft, { params: { definition }, body: draft, ifMatch: 0 });
    await operator()(publishDraft, { params: { definition }, ifMatch: saved.body.revision });
    await operator()(recordIncident, {
      body: {
        ...{ information: 'None', circumstances: 'A drill', awareOn: '2026-11-22', suppliers: [], notices: [] },
        ...{ occurred: { from: '2026-11-22', approximate: false }, persons: { number: 0, approximate: false } },
        ...{ risk: { serious: false, elements: 'A drill' }, measures: 'None', state: 'closed' },
      },
    });
    // An export goes as far as the log was signed.
    const decided = async () => (await wholeLog()).some(({ operation }) => operation === 'decideCase');
    await expect.poll(decided, { interval: 200 }).toBe(true);
    await seal();
    await wholeExport();

    // Entries get their places a moment after they are written.
    await expect
      .poll(
        async () => {
          const log = await wholeLog();
          return expected.filter(
            ([, action, operation]) => !log.some((entry) => entry.action === action && entry.operation === operation),
          );
        },
        { interval: 200 },
      )
      .toEqual([]);
    const { identity, owners } = sample.answers('2026-11-22');
    const text = JSON.stringify(await wholeLog());
    for (const word of [identity.legalName, identity.email, ...owners.map(({ name }) => name)])
      expect(text).not.toContain(word);
  }, 60_000);

  it('is signed by the hour under a lock, exported, verified by itself, and betrays whatever is touched', async () => {
    await seal();
    const { body: head } = await network.anyone(readAuditHead, {});
    const { credentials, region, awsEndpoint, stack } = network.runtime;
    const s3 = new S3Client({ endpoint: awsEndpoint, region, credentials, forcePathStyle: true });
    const Bucket = stack.ofType('AWS::S3::Bucket').find(({ logicalId }) => logicalId.startsWith('TrustHeads'))!.name;
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    const sealed = await s3.send(new HeadObjectCommand({ Bucket, Key: Contents.at(-1)?.Key }));
    expect(sealed.ObjectLockMode).toBe('COMPLIANCE');
    s3.destroy();

    // One decision, proven by its own path up to the signed root.
    const { body: newest } = await operator()(listAudit, { query: { limit: 100 } });
    const signedLines = newest.lines.filter(({ index }) => index < head.size);
    const { body: before } = await operator()(listAudit, { query: { limit: 100, cursor: String(head.size) } });
    const line = (signedLines[0] ?? before.lines[0])!;
    const { body: proof } = await operator()(proveInclusion, { params: { index: String(line.index) } as never });
    expect(proof.line).toEqual(line);
    const { size, root } = proof.head;
    expect(verifyInclusion({ leaf: proof.leaf, index: line.index, size, root }, proof.proof)).toBe(true);

    const { body: keys } = await network.anyone(readKeys, {});
    writeFileSync(join(dir, 'keys.json'), JSON.stringify(keys));
    const text = await wholeExport();
    const lines = text.split('\n');
    expect(verified(text)).toMatchObject({ status: 0, said: expect.stringContaining('nothing was changed') });
    const decision = lines.findIndex((one) => one.includes('"decideCase"'));
    const touched = {
      changed: lines.with(decision, lines[decision]!.replace(/"actor":\{"id":"[^"]+"/, '"actor":{"id":"someone-else"')),
      removed: lines.toSpliced(decision, 1),
      swapped: lines.with(decision, lines[decision + 1]!).with(decision + 1, lines[decision]!),
      repeated: lines.toSpliced(decision, 0, lines[decision]!),
    };
    for (const [how, one] of Object.entries(touched)) {
      expect(one.join('\n')).not.toBe(text);
      expect([how, verified(one.join('\n')).status]).toEqual([how, 1]);
    }
  }, 60_000);
});
