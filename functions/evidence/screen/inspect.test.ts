import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '#platform/ids.ts';
import type { Document } from '#schemas/evidence.ts';
import { hostileFiles } from '#test/fixtures/hostile/make.ts';
import { startInspector } from '#test/support/inspector.ts';
import { type Inspector, inspector, limits, TooCostly } from '../inspection.ts';
import { inspect } from './inspect.ts';
import { malwareCheck } from './malware.ts';

const noClamd = '/nonexistent/clamd.sock';
let asked: Inspector;
let program: string;
let stop: () => void;

const declared = (bytes: Uint8Array, mediaType: Document['mediaType'], over: Partial<Document> = {}): Document => ({
  document: 'doc_00000000000000000000000000',
  submission: 'sub_00000000000000000000000000',
  supplier: 'sup_00000000000000000000000000',
  evidenceType: 'articles',
  supports: [],
  fileName: 'file',
  mediaType,
  bytes: bytes.length,
  sha256: sha256Hex(bytes),
  state: 'awaiting-upload',
  findings: [],
  pages: 0,
  declaredAt: '2026-11-22T12:00:00Z',
  ...over,
});

beforeAll(async () => {
  ({ asked, program, stop } = await startInspector());
});
afterAll(() => stop());

const screened = async (bytes: Uint8Array, mediaType: Document['mediaType'], over?: Partial<Document>) => {
  const malware = (await malwareCheck(bytes, noClamd)).filter(({ effect }) => effect === 'refuses');
  if (malware.length > 0) return malware.map(({ code }) => code);
  return (await inspect(asked, bytes, declared(bytes, mediaType, over))).findings.map(({ code }) => code);
};

describe('a hostile file', () => {
  it('gets its named answer, within its time', async () => {
    const files = await hostileFiles();
    expect(files.length).toBeGreaterThan(25);
    const answers: [string, string[], boolean][] = [];
    for (const { name, bytes, mediaType } of files) {
      const started = performance.now();
      answers.push([name, await screened(bytes, mediaType), performance.now() - started < limits.milliseconds + 500]);
    }
    expect(answers).toEqual(files.map(({ name, answer }) => [name, [answer], true]));
  }, 60_000);

  it('that differs from what was announced is told apart by size and by hash', async () => {
    const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await screened(bytes, 'image/png', { bytes: bytes.length + 1 })).toEqual(['size-differs']);
    expect(await screened(bytes, 'image/png', { sha256: 'a'.repeat(64) })).toEqual(['hash-differs']);
  });

  it('that takes too long ends its process, and the next file is screened all the same', async () => {
    const impatient = inspector(program, { ...limits, milliseconds: 1 });
    const png = await sharp({ create: { width: 3000, height: 3000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await expect(impatient.ask({ ask: 'inspect', mediaType: 'image/png', bytes: png })).rejects.toThrow(TooCostly);
    impatient.stop();
    const greedy = inspector(program, { ...limits, bytes: 1024 * 1024 });
    await expect(greedy.ask({ ask: 'inspect', mediaType: 'image/png', bytes: png })).rejects.toThrow(TooCostly);
    greedy.stop();
    expect(await screened(png, 'image/png')).toEqual([]);
  });
});

describe('a program', () => {
  it('that a file has made fail takes no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'inspector-'));
    const fails = join(folder, 'fails.mjs');
    writeFileSync(fails, "process.on('message', () => process.send({ failed: String(process.pid) }));");
    const broken = inspector(fails);
    const question = { ask: 'inspect', mediaType: 'image/png', bytes: new Uint8Array() } as const;
    const programs = [await broken.ask(question), await broken.ask(question), await broken.ask(question)];
    broken.stop();
    rmSync(folder, { recursive: true, force: true });
    expect(new Set(programs.map((reply) => ('failed' in reply ? reply.failed : ''))).size).toBe(3);
  });
});

describe('an honest file', () => {
  it('passes, in PDF, JPEG and PNG, with its pages counted', async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.Helvetica);
    for (let i = 0; i < 3; i++)
      document.addPage([612, 792]).drawText(`Articles of incorporation, page ${i + 1}`, { font, x: 50, y: 700 });
    const bytes = await document.save();
    expect(await inspect(asked, bytes, declared(bytes, 'application/pdf'))).toEqual({ findings: [], pages: 3 });
    const image = sharp({ create: { width: 800, height: 600, channels: 3, background: '#abc' } });
    const jpeg = await image.jpeg().toBuffer();
    const png = await image.png().toBuffer();
    expect(await inspect(asked, jpeg, declared(jpeg, 'image/jpeg'))).toEqual({ findings: [], pages: 1 });
    expect(await inspect(asked, png, declared(png, 'image/png'))).toEqual({ findings: [], pages: 1 });
  });

  it('can be looked at page by page as an image, with its text', async () => {
    const document = await PDFDocument.create();
    document.addPage([612, 792]).drawText('Expires 2027-05-31', { x: 50, y: 700 });
    const reply = await asked.ask({ ask: 'page', mediaType: 'application/pdf', bytes: await document.save(), page: 1 });
    if (!('view' in reply)) throw new Error('no view');
    expect(reply.view.text).toContain('Expires 2027-05-31');
    expect(await sharp(reply.view.image).metadata()).toMatchObject({ format: 'webp', width: 1224, height: 1584 });
  });
});
