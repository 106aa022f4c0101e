import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '#samples/people.ts';
import { type ApiClient, ApiRefusal, ifThere } from '#schemas/api/client.ts';
import { declareDocument, downloadDocument, listDocuments, viewPage } from '#schemas/api/evidence.ts';
import { createSubmission, createSupplier } from '#schemas/api/intake.ts';
import type { Document } from '#schemas/evidence.ts';
import { filledForms } from '#test/fixtures/forms/make.ts';
import { hostileFiles } from '#test/fixtures/hostile/make.ts';
import { type Network, openNetwork } from '../scripts/network/open.ts';
import { until } from '../scripts/network/patience.ts';
import { prepare } from '../scripts/prepare.ts';

/** How many suppliers send five files each at once; `npm run test:long` asks 100. */
const suppliersAtOnce = Number(process.env.PASSERELLE_SUPPLIERS ?? 8);

let dir: string;
let network: Network;
let api: ApiClient;

beforeAll(async () => {
  await prepare();
  dir = mkdtempSync(join(tmpdir(), 'passerelle-evidence-'));
  network = await openNetwork({ dir });
  api = network.as(people[0]!.id);
}, 180_000);
afterAll(async () => {
  await network?.runtime.stop();
  rmSync(dir, { recursive: true, force: true });
});

type File = { fileName: string; mediaType: Document['mediaType']; bytes: Uint8Array; sha256?: string };
const newSubmission = async (as = api) => {
  const { body } = await as(createSupplier, { body: { name: 'Essai', language: 'fr' } });
  return (await as(createSubmission, { params: { supplier: body.supplier }, body: { kind: 'first' } })).body.submission;
};
type Submission = Awaited<ReturnType<typeof newSubmission>>;

const declare = async (submission: Submission, { bytes, sha256, ...file }: File, as = api) =>
  (
    await as(declareDocument, {
      params: { submission },
      body: {
        ...file,
        bytes: bytes.length,
        sha256: sha256 ?? createHash('sha256').update(bytes).digest('hex'),
        evidenceType: 'other',
      },
    })
  ).body;
type Declared = Awaited<ReturnType<typeof declare>>;

const post = async ({ permit }: Pick<Declared, 'permit'>, bytes: Uint8Array, change: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...permit.fields, ...change })) form.append(name, value);
  form.append('file', new Blob([Uint8Array.from(bytes)]));
  return (await fetch(permit.url, { method: 'POST', body: form })).status;
};
const ended = (submission: Submission, document: string) =>
  until('the screening', async () => {
    const { documents } = (await api(listDocuments, { params: { submission } })).body;
    const found = documents.find((one) => one.document === document);
    return found && (found.state === 'accepted' || found.state === 'refused') ? found : undefined;
  });

const paper = async (size = 0): Promise<Uint8Array> => {
  const document = await PDFDocument.create();
  const page = document.addPage([612, 792]);
  page.drawText(`Certificate ${randomBytes(4).toString('hex')}. Expiry date 2027-05-31`, { x: 50, y: 700 });
  if (size > 0) {
    const side = Math.ceil(Math.sqrt(size / 3));
    const noise = await sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
      .png({ compressionLevel: 0 })
      .toBuffer();
    page.drawImage(await document.embedPng(noise), { x: 50, y: 50, width: 300, height: 300 });
  }
  return document.save();
};

describe('a file', () => {
  it('of 5 MB is screened within 2 s of its arrival, then seen page by page, and saved as an attachment only', async () => {
    const submission = await newSubmission();
    const bytes = await paper(5_000_000);
    expect(bytes.length).toBeGreaterThan(4_900_000);
    const declared = await declare(submission, { fileName: 'certificat été.pdf', mediaType: 'application/pdf', bytes });
    // The first screening of all starts its processes; this measures the next.
    const warm = await declare(submission, {
      fileName: 'first.pdf',
      mediaType: 'application/pdf',
      bytes: await paper(),
    });
    expect(warm.document.state).toBe('awaiting-upload');
    expect(await post(declared, bytes)).toBe(204);
    const arrived = performance.now();
    const { state, findings } = await ended(submission, declared.document.document);
    expect([state, findings.map(({ code }) => code)]).toEqual(['accepted', ['malware-check-basic']]);
    expect(performance.now() - arrived).toBeLessThan(process.env.CI ? 2_000 : 8_000);

    const params = { submission, document: declared.document.document };
    const { body: view } = await until('the page image', () =>
      ifThere(api(viewPage, { params: { ...params, page: 1 } }), [409]),
    );
    expect(view.text).toContain('Expiry date 2027-05-31');
    const image = await fetch(view.url);
    expect(image.headers.get('content-type')).toBe('image/webp');
    expect(await sharp(Buffer.from(await image.arrayBuffer())).metadata()).toMatchObject({
      format: 'webp',
      width: 1224,
    });
    const { documents } = (await api(listDocuments, { params: { submission } })).body;
    expect(documents.find(({ document }) => document === params.document)?.expiryProposed).toBe('2027-05-31');

    const original = await fetch((await api(downloadDocument, { params })).body.url);
    expect(original.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(Buffer.from(await original.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  }, 120_000);

  it('that is a filled form is seen with its answers, in the picture and in the text', async () => {
    const submission = await newSubmission();
    const forms = await filledForms();
    const { bytes, values } = forms.find(({ name }) => name === 'signed-with-a-certificate.pdf')!;
    const declared = await declare(submission, { fileName: 'signed.pdf', mediaType: 'application/pdf', bytes });
    expect(await post(declared, bytes)).toBe(204);
    const { document } = declared.document;
    const { state, findings } = await ended(submission, document);
    expect([state, findings.map(({ code }) => code)]).toEqual(['accepted', ['malware-check-basic', 'pdf-signed']]);
    const { body: view } = await until('the page image', () =>
      ifThere(api(viewPage, { params: { submission, document, page: 1 } }), [409]),
    );
    for (const value of values) expect(view.text).toContain(value);
    const image = Buffer.from(await (await fetch(view.url)).arrayBuffer());
    // The blue of the signature's box, which is a field: without it the page has black on white only.
    const box = await sharp(image).extract({ left: 110, top: 220, width: 400, height: 60 }).png().toBuffer();
    const { dominant } = await sharp(box).stats();
    expect(dominant.b - dominant.r).toBeGreaterThan(80);
  });

  it('is refused by the store itself when it is not the one that the permit was given for', async () => {
    const submission = await newSubmission();
    const bytes = await paper();
    const declared = await declare(submission, { fileName: 'a.pdf', mediaType: 'application/pdf', bytes });
    const other = Uint8Array.from(bytes, (byte, index) => (index === 100 ? byte ^ 1 : byte));
    expect(await post(declared, other)).toBeGreaterThanOrEqual(400);
    expect(await post(declared, bytes.subarray(1))).toBeGreaterThanOrEqual(400);
    expect(await post(declared, bytes, { key: `${declared.permit.fields.key}x` })).toBe(403);
    expect(await post(declared, bytes, { 'Content-Type': 'text/html' })).toBe(403);
    expect(await post(declared, bytes, { 'X-Amz-Signature': '0'.repeat(64) })).toBe(403);
    const { documents } = (await api(listDocuments, { params: { submission } })).body;
    expect(documents.map(({ state }) => state)).toEqual(['awaiting-upload']);
  });

  it('sent again on a permit that has done its work changes nothing', async () => {
    const submission = await newSubmission();
    const bytes = await paper();
    const declared = await declare(submission, { fileName: 'a.pdf', mediaType: 'application/pdf', bytes });
    await post(declared, bytes);
    const first = await ended(submission, declared.document.document);
    await post(declared, bytes);
    await until('the quarantine to be empty', async () => {
      const { documents } = (await api(listDocuments, { params: { submission } })).body;
      return documents[0]?.receivedAt === first.receivedAt ? true : undefined;
    });
  });

  it('beyond the twenty-fifth is refused, however many are declared at once', async () => {
    const submission = await newSubmission();
    const bytes = await paper();
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) =>
        declare(submission, { fileName: `${n}.pdf`, mediaType: 'application/pdf', bytes }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
    expect((await api(listDocuments, { params: { submission } })).body.documents).toHaveLength(25);
  }, 120_000);
});

describe('hostile files', () => {
  it('are each refused with their named answer, and none reaches the accepted area', async () => {
    const files = await hostileFiles();
    const answers: [string, string, string[]][] = [];
    let submission = await newSubmission();
    for (const [index, { name, mediaType, bytes }] of files.entries()) {
      if (index % 20 === 19) submission = await newSubmission();
      const declared = await declare(submission, { fileName: name, mediaType, bytes });
      expect([name, await post(declared, bytes)]).toEqual([name, 204]);
      const { state, findings } = await ended(submission, declared.document.document);
      answers.push([name, state, findings.filter(({ effect }) => effect === 'refuses').map(({ code }) => code)]);
      await expect(
        api(downloadDocument, { params: { submission, document: declared.document.document } }),
      ).rejects.toThrow(ApiRefusal);
    }
    expect(answers).toEqual(files.map(({ name, answer }) => [name, 'refused', [answer]]));
  }, 240_000);
});

describe('many suppliers', () => {
  const owners = people.filter(({ role }) => role === 'person');
  /** The documents of a submission once all have been screened; asked for as a page does, and not file by file. */
  const allEnded = (submission: Submission, as: ApiClient) =>
    until(
      'every screening',
      async () => {
        await sleep(1000);
        const { documents } = (await as(listDocuments, { params: { submission } })).body;
        return documents.every(({ state }) => state === 'accepted' || state === 'refused') ? documents : undefined;
      },
      280,
    );

  it('who send five files each at the same time lose none', async () => {
    const bytes = await Promise.all(Array.from({ length: 5 }, () => paper()));
    const states = await Promise.all(
      Array.from({ length: suppliersAtOnce }, async (_, turn) => {
        // Each person may ask only so often: the firms are those of many people.
        const as = network.as(owners[turn % owners.length]!.id);
        const submission = await newSubmission(as);
        await Promise.all(
          bytes.map(async (one, n) => {
            const file = { fileName: `${n}.pdf`, mediaType: 'application/pdf', bytes: one } as const;
            expect(await post(await declare(submission, file, as), one)).toBe(204);
          }),
        );
        return (await allEnded(submission, as)).map(({ state }) => state);
      }),
    );
    expect(states.flat().filter((state) => state === 'accepted')).toHaveLength(5 * suppliersAtOnce);
    expect(readdirSync(join(dir, 's3')).length).toBeGreaterThan(0);
  }, 300_000);
});
