import { gunzipSync } from 'node:zlib';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unzipSync } from 'fflate';
import { compactVerify, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  issueCertificate,
  printCertificate,
  readCertificate,
  readStatusList,
  verifyCertificate,
} from '#schemas/api/certificates.ts';
import { listVersions, reinstateVendor, suspendVendor } from '#schemas/api/registry.ts';
import { claimCase, readCase, requestInformation } from '#schemas/api/review.ts';
import {
  answerObservation,
  askExport,
  listObservations,
  listSupplierObservations,
  makeObservation,
  readExport,
} from '#schemas/api/rights.ts';
import { giveConsent, listConsents, withdrawConsent } from '#schemas/api/trust.ts';
import { trustKey } from '#schemas/consent.ts';
import { exportPath } from '#schemas/export.ts';
import type { AutomatedDecision } from '#schemas/observation.ts';
import { caseworkKey, documentRecord } from '#schemas/records.ts';
import { meanwhile } from '#test/support/meanwhile.ts';
import { readByPdfJs } from '#test/support/pdf/read.ts';
import { refusalOf, refused } from '#test/support/refusal.ts';
import { soundAnswers, submittedBy } from '#test/support/supplier.ts';
import { startTrust, type TrustWorld } from '#test/support/trust.ts';

let world: TrustWorld;
beforeAll(async () => {
  world = await startTrust();
});
afterAll(() => world.stop());

const toldOf = async (vendor: string) => (await world.told()).filter(({ subject }) => subject === vendor);

describe('consent', () => {
  it('opens the criteria to one institution; withdrawn, they stop and are to be deleted', async () => {
    const { supplier } = await world.certified('ada');
    const client = world.as('ada');
    const params = { supplier, institution: 'ville' };
    expect(JSON.stringify(await toldOf(supplier))).not.toContain('"criteria":');

    const given = await client(giveConsent, { params, body: { purpose: 'criteria' } });
    await client(giveConsent, { params, body: { purpose: 'criteria' } });
    await world.settle(2);
    expect((await toldOf(supplier)).at(-1)).toMatchObject({
      type: 'vendor.updated.v1',
      data: { disclosure: 'criteria', changed: ['disclosure', 'criteria'] },
    });
    expect((await client(listConsents, { params: { supplier } })).body).toEqual(given.body);

    await client(withdrawConsent, { params });
    await client(withdrawConsent, { params });
    await world.settle(2);
    const last = (await toldOf(supplier)).at(-1);
    expect(last).toMatchObject({ type: 'vendor.updated.v1', data: { disclosure: 'withdrawn' } });
    expect(last?.data).not.toHaveProperty('criteria');
    expect((await client(listConsents, { params: { supplier } })).body.consents).toEqual([]);
    // One version and one event for each change, however often it was asked and told.
    const { body } = await client(listVersions, { params: { vendor: supplier } });
    expect(body.versions).toHaveLength(3);
    expect(await toldOf(supplier)).toHaveLength(3);
  });

  it('once withdrawn, is withdrawn from what was told before too, whoever reads it again', async () => {
    const { supplier } = await world.certified('abe');
    const client = world.as('abe');
    const params = { supplier, institution: 'ville' };
    const readableOf = async () => (await world.readable()).filter(({ subject }) => subject === supplier);
    const disclosures = async () => (await readableOf()).map(({ data }) => [data.disclosure, 'criteria' in data]);
    await client(giveConsent, { params, body: { purpose: 'criteria' } });
    await world.settle(2);
    expect(await readableOf()).toEqual(await toldOf(supplier));
    expect((await disclosures()).at(-1)).toEqual(['criteria', true]);

    await client(withdrawConsent, { params });
    await world.settle(2);
    expect(await disclosures()).toEqual([
      ['verdict', false],
      ['withdrawn', false],
      ['withdrawn', false],
    ]);
    // All else is as it was told: the same ids, the same places, in order.
    const without = (events: Awaited<ReturnType<typeof readableOf>>) =>
      events.map(({ data: { criteria: _, disclosure: __, ...data }, ...event }) => ({ ...event, data }));
    expect(without(await readableOf())).toEqual(without(await toldOf(supplier)));
  });

  it('told late and out of order ends as it was last said', async () => {
    const { supplier } = await world.certified('bea');
    const client = world.as('bea');
    const params = { supplier, institution: 'ville' };
    await client(giveConsent, { params, body: { purpose: 'criteria' } });
    await client(withdrawConsent, { params });
    // Neither change was told when a third one came; the stream then tells all of them.
    await client(giveConsent, { params, body: { purpose: 'criteria' } });
    await world.settle();
    const [current] = await world.itemsOf(world.registry, `VENDOR#${supplier}`);
    expect(current).toMatchObject({ version: 2, consents: [{ institution: 'ville' }] });
    const [said] = (await world.itemsOf(world.casework, `SUPPLIER#${supplier}`)).filter(
      ({ sk }) => sk === trustKey.consents('').sk,
    );
    expect(said).toMatchObject({ revision: 3 });
  });

  it('is the owner’s alone to give, and only to an institution that there is', async () => {
    const { supplier } = await world.certified('cleo');
    const body = { purpose: 'criteria' as const };
    const ask = (who: string, institution: string) =>
      world.as(who)(giveConsent, { params: { supplier, institution }, body });
    expect(await refused(ask('eve', 'ville'))).toBe(404);
    expect(await refused(ask('cleo', 'nowhere'))).toBe(404);
    expect(await refused(world.as('eve')(listConsents, { params: { supplier } }))).toBe(404);
  });
});

describe('a certificate that travels', () => {
  it('is verified by anyone, and ceases to hold with what it certifies', async () => {
    const { supplier } = await world.certified('dora');
    const { body: issued } = await world.as('dora')(issueCertificate, { params: { supplier } });
    const anyone = world.as('passer-by');
    const paper = await world.as('dora')(printCertificate, { params: { supplier } });
    expect(Buffer.from(paper.bytes).subarray(0, 5).toString()).toBe('%PDF-');
    const check = async () => (await anyone(verifyCertificate, { body: { jwt: issued.jwt } })).body;
    const look = async () => (await anyone(readCertificate, { params: { credential: issued.credential } })).body;
    expect(await check()).toMatchObject({ valid: true, reasons: [] });
    expect(await look()).toMatchObject({ valid: true, certificate: issued.certificate });
    const [head, payload, signature] = issued.jwt.split('.');
    const forged = Buffer.from(payload!, 'base64url').toString().replace('2028', '2038');
    const jwt = `${head}.${Buffer.from(forged).toString('base64url')}.${signature}`;
    expect((await anyone(verifyCertificate, { body: { jwt } })).body).toEqual({ valid: false, reasons: ['signature'] });

    const index = Number(issued.certificate.credentialStatus.statusListIndex);
    const bit = async () => {
      const { body } = await anyone(readStatusList, {});
      const key = await importJWK(await world.signer.publicKey(), 'ES256');
      const list = JSON.parse(Buffer.from((await compactVerify(body.jwt, key)).payload).toString());
      const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'));
      return (bits[index >> 3]! >> (7 - (index & 7))) & 1;
    };
    expect(await bit()).toBe(0);
    const operator = world.as('isabelle', ['operator']);
    await operator(suspendVendor, { params: { vendor: supplier }, body: { reason: 'À vérifier' } });
    expect(await check()).toMatchObject({ valid: false, reasons: ['revoked'] });
    expect(await look()).toMatchObject({ valid: false, reasons: ['revoked'] });
    expect(await bit()).toBe(1);
    expect(await refused(world.as('dora')(issueCertificate, { params: { supplier } }))).toBe(409);
    await operator(reinstateVendor, { params: { vendor: supplier } });
    expect(await check()).toMatchObject({ valid: true });
    expect(await bit()).toBe(0);
  });

  it('is printed with every letter of the name, in the reader’s language first; what cannot be printed is named', async () => {
    const named = async (person: string, legalName: string) => {
      const answers = soundAnswers();
      const number = person === 'gus' ? '123456782' : '987654324';
      const { supplier } = await world.certified(person, {
        answers: { ...answers, identity: { ...answers.identity, legalName, businessNumber: number } },
      });
      const print = (language: string) =>
        world.as(person)(printCertificate, { params: { supplier }, headers: { 'accept-language': language } });
      expect(await refused(print('fr'))).toBe(404);
      const { body } = await world.as(person)(issueCertificate, { params: { supplier } });
      expect(body.certificate.credentialSubject.legalName).toBe(legalName);
      return { supplier, print, credential: body.credential };
    };
    const name = 'Déneigement O’Brien & Łukasz Wójcik 李 ᐃᓄᒃᑎᑐᑦ';
    const { supplier, print, credential } = await named('gus', name);
    for (const [language, first] of [
      ['fr', 'Certificat de fournisseur'],
      ['en', 'Supplier certificate'],
    ] as const) {
      const { bytes, headers } = await print(language);
      expect(headers.get('content-type')).toBe('application/pdf');
      expect(headers.get('content-disposition')).toBe(`attachment; filename="passerelle-${credential}.pdf"`);
      const { title, pieces } = await readByPdfJs(bytes);
      expect(title).toBe(`${first} – ${name}`);
      expect(pieces.some(({ text }) => text.endsWith(`/certificates/${credential}`))).toBe(true);
    }
    expect(await refused(world.as('eve')(printCertificate, { params: { supplier } }))).toBe(404);

    const fox = await named('hal', 'Renard 🦊 inc.');
    const refusal = async (language: string) => {
      const { status, type, detail } = await refusalOf(fox.print(language));
      return { status, type, detail };
    };
    expect(await refusal('fr')).toMatchObject({
      status: 422,
      type: '/problems/unprintable',
      detail: expect.stringContaining('« 🦊 » (U+1F98A)'),
    });
    expect(await refusal('en')).toMatchObject({ detail: expect.stringContaining('“🦊” (U+1F98A)') });
    const { body: held } = await world.as('anyone')(readCertificate, { params: { credential: fox.credential } });
    expect(held.valid).toBe(true);
  });

  it('is for the firm’s own people only, and of nobody who is not certified', async () => {
    const { supplier } = await world.certified('eva');
    expect(await refused(world.as('eve')(issueCertificate, { params: { supplier } }))).toBe(404);
    const begun = await submittedBy(world, 'fay');
    const params = { supplier: begun.supplier };
    expect(await refused(world.as('fay')(issueCertificate, { params }))).toBe(409);
    expect(await refused(world.as('x')(readCertificate, { params: { credential: `crd_${'0'.repeat(26)}` } }))).toBe(
      404,
    );
  });
});

describe('an export', () => {
  it('is one ZIP with everything that is recorded, opened, and every file as it was sent', async () => {
    const { supplier, submission } = await world.certified('gia');
    const client = world.as('gia');
    const { body: asked } = await client(askExport, { params: { supplier } });
    await world.settle(2);
    const { body } = await client(readExport, { params: { supplier, export: asked.export } });
    expect(body).toMatchObject({ state: 'ready' });
    expect(body.url).toContain(`${supplier}/${asked.export}.zip`);
    const { Body } = await world.files.client.send(
      new GetObjectCommand({ Bucket: 'exports', Key: exportPath({ supplier, export: asked.export }) }),
    );
    const zip = unzipSync(await Body!.transformToByteArray());
    const data = JSON.parse(Buffer.from(zip['data.json']!).toString());
    expect(
      data.submissions[submission].find(({ record }: { record: string }) => record === 'SUBMISSION'),
    ).toMatchObject({
      submitted: { owners: [{ name: 'Priya Raman', bp: 6000 }, { name: 'Tom Reid' }] },
    });
    const documents = (await world.itemsOf(world.casework, `SUBMISSION#${submission}`)).filter(({ sk }) =>
      String(sk).startsWith('DOCUMENT#'),
    );
    const names = Object.keys(zip).filter((name) => name !== 'data.json');
    expect(names).toHaveLength(documents.length);
    for (const { document, sha256 } of documents) {
      const name = names.find((one) => one.includes(String(document)));
      expect(Buffer.from(zip[name!]!).toString()).toBe(`the file ${sha256}`);
    }
    expect(await refused(world.as('eve')(readExport, { params: { supplier, export: asked.export } }))).toBe(404);
  });
});

describe('what was decided without a person', () => {
  const operator = () => world.as('isabelle', ['operator']);
  const open = async () => (await operator()(listObservations, { query: {} })).body.observations;

  it('an institution’s verdict: is observed upon, reaches a person, and is answered in words and by letter', async () => {
    const half = soundAnswers().owners.map((owner) => ({ ...owner, bp: 5000 }));
    const { supplier } = await world.certified('hana', { answers: { owners: half } });
    const client = world.as('hana');
    const about = { kind: 'verdict' as const, institution: 'ville' };
    const [verdict] = await world.verdicts('hana', supplier);
    expect(verdict).toMatchObject({ recognised: false, criteria: [{ state: expect.any(String) }] });
    const made = await client(makeObservation, { params: { supplier }, body: { about, text: 'Nous avons 51 %.' } });
    expect(made.body).toMatchObject({
      state: 'open',
      said: 'Nous avons 51 %.',
      decided: { outcome: 'does-not-qualify', criteria: [`${verdict?.definition}#${verdict?.definitionVersion}`] },
    });
    expect(await refused(client(makeObservation, { params: { supplier }, body: { about, text: 'Encore' } }))).toBe(409);
    expect(JSON.stringify(await world.itemsOf(world.casework, `SUPPLIER#${supplier}`))).not.toContain('51 %');

    expect(await open()).toMatchObject([{ supplier, about, supplierName: 'Imprimerie Raman' }]);
    const { observation } = made.body;
    const answer = {
      params: { supplier, observation },
      body: { outcome: 'stands' as const, text: 'Le registre dit 50 %.' },
    };
    expect(await refused(client(answerObservation, answer))).toBe(403);
    expect(await refused(world.as('eve')(listSupplierObservations, { params: { supplier } }))).toBe(404);
    // Two operators at once: the firm is told one answer, and who was second learns that there is one.
    meanwhile(world.db, () => operator()(answerObservation, answer));
    const other = { ...answer, body: { outcome: 'changed' as const, text: 'La décision est revue.' } };
    expect(await refused(world.as('ivan', ['operator'])(answerObservation, other))).toBe(409);
    expect(await refused(operator()(answerObservation, answer))).toBe(409);
    expect(await open()).toEqual([]);
    await world.settle(2);
    const { body } = await client(listSupplierObservations, { params: { supplier } });
    expect(body.observations).toMatchObject([
      { state: 'answered', outcome: 'stands', answer: 'Le registre dit 50 %.' },
    ]);
    expect(world.mails().filter((text) => text.includes('Une personne a répondu à vos observations'))).toHaveLength(1);
  });

  it('a recognition, or what belongs to others, is nothing to observe upon', async () => {
    const { supplier } = await world.certified('ines');
    const other = await submittedBy(world, 'joan');
    const say = (about: AutomatedDecision) =>
      world.as('ines')(makeObservation, { params: { supplier }, body: { about, text: 'Non' } });
    expect(await refused(say({ kind: 'verdict', institution: 'ville' }))).toBe(409);
    expect(await refused(say({ kind: 'verdict', institution: 'nowhere' }))).toBe(409);
    expect(await refused(say({ kind: 'expiry' }))).toBe(409);
    expect(await refused(say({ kind: 'lapse', submission: other.submission }))).toBe(404);
    const [file] = (await world.itemsOf(world.casework, `SUBMISSION#${other.submission}`)).filter(({ sk }) =>
      String(sk).startsWith('DOCUMENT#'),
    );
    const { submission, document } = documentRecord.parse(file);
    expect(await refused(say({ kind: 'screening', submission, document }))).toBe(404);
  });

  it('a file that screening refused: by the codes of what was found', async () => {
    const { supplier, submission } = await submittedBy(world, 'kim');
    const [file] = (await world.itemsOf(world.casework, `SUBMISSION#${submission}`)).filter(({ sk }) =>
      String(sk).startsWith('DOCUMENT#'),
    );
    const document = String(file?.document);
    await world.db.send(
      new UpdateCommand({
        TableName: world.casework,
        Key: caseworkKey.document(submission, document),
        UpdateExpression: 'SET #state = :refused, findings = :findings',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':refused': 'refused', ':findings': [{ code: 'malware', effect: 'refuses' }] },
      }),
    );
    const made = await world.as('kim')(makeObservation, {
      params: { supplier },
      body: {
        about: { kind: 'screening', submission, document: document as `doc_${string}` },
        text: 'It is clean.',
      },
    });
    expect(made.body.decided).toEqual({ outcome: 'refused', criteria: ['malware'] });
  });

  it('a request that lapsed, and a certification that expired: named with what was missing and when it ended', async () => {
    const { supplier: certified } = await world.certified('lou');
    const { supplier, submission } = await submittedBy(world, 'mia');
    const params = { submission };
    const verifier = world.as('marie', ['verifier']);
    await verifier(claimCase, { params });
    const { body } = await verifier(readCase, { params });
    const line = body.checklist.find(({ kind }) => kind === 'ownership')!.id;
    const findings = { [line]: { outcome: 'more-information' as const, reason: 'document-missing' as const } };
    await verifier(requestInformation, { params, body: { findings } });
    await world.advance(45);
    await world.settle();
    const lapsed = await world.as('mia')(makeObservation, {
      params: { supplier },
      body: { about: { kind: 'lapse', submission: params.submission }, text: 'J’étais malade.' },
    });
    expect(lapsed.body.decided).toEqual({ outcome: 'lapsed', criteria: [line] });
    expect(world.mails().some((text) => text.includes('Aucune personne n’a pris cette décision'))).toBe(true);

    world.skip(800);
    await world.run('sweep', null);
    await world.settle();
    const expired = await world.as('lou')(makeObservation, {
      params: { supplier: certified },
      body: { about: { kind: 'expiry' }, text: 'Nous avions renouvelé.' },
    });
    expect(expired.body.decided).toEqual({ outcome: 'expired', criteria: ['expires-on:2028-11-23'] });
    expect((await open()).map(({ about }) => about.kind)).toEqual(['screening', 'lapse', 'expiry']);
  });
});
