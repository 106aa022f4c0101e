import { HeadObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#platform/clock.ts';
import { KeyDestroyed } from '#platform/sealed.ts';
import { issueCertificate, readCertificate } from '#schemas/api/certificates.ts';
import { appealDecision, createSubmission, readSubmission, readSupplier } from '#schemas/api/intake.ts';
import { listVersions } from '#schemas/api/registry.ts';
import { askExport, cancelClosing, closeSupplier, readClosing } from '#schemas/api/rights.ts';
import { giveConsent, listConsents } from '#schemas/api/trust.ts';
import { sealedBox } from '#schemas/records.ts';
import { refused } from '#test/support/refusal.ts';
import { startTrust, type TrustWorld } from '#test/support/trust.ts';

let world: TrustWorld;
beforeAll(async () => {
  world = await startTrust();
});
afterAll(() => world.stop());

/** Every word about the firm and its people that any table still holds, as text. */
const everythingAbout = async (supplier: string, submissions: readonly string[]): Promise<string> =>
  JSON.stringify(
    await Promise.all([
      world.itemsOf(world.casework, `SUPPLIER#${supplier}`),
      world.itemsOf(world.registry, `VENDOR#${supplier}`),
      ...submissions.map((one) => world.itemsOf(world.casework, `SUBMISSION#${one}`)),
    ]),
  );
const keysOf = async (bucket: string, supplier: string): Promise<string[]> => {
  const { Versions = [] } = await world.files.client.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: `${supplier}/` }),
  );
  return Versions.map(({ Key = '' }) => Key);
};

/** A certified firm that consented, holds a certificate, and has a renewal in work. */
const settledFirm = async (person: string) => {
  const { supplier, submission } = await world.certified(person);
  const client = world.as(person);
  const params = { supplier };
  await client(giveConsent, { params: { supplier, institution: 'ville' }, body: { purpose: 'criteria' } });
  await world.settle();
  const { body: certificate } = await client(issueCertificate, { params });
  const { body: renewal } = await client(createSubmission, { params, body: { kind: 'renewal' } });
  return { supplier, submission, renewal: renewal.submission, client, params, certificate };
};

describe('closing an account', () => {
  it('stops all sharing at once: consents, certification, certificate, and whatever is open', async () => {
    const firm = await settledFirm('ada');
    const before = await world.told();
    expect(before.at(-1)).toMatchObject({ data: { disclosure: 'criteria' } });

    const { body } = await firm.client(closeSupplier, { params: firm.params });
    expect(body).toMatchObject({ state: 'asked', eraseOn: '2028-01-23' });
    await world.settle(2);

    const [told, ...more] = (await world.told()).slice(before.length);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      type: 'vendor.disqualified.v1',
      data: { reason: { code: 'revoked' }, disclosure: 'withdrawn' },
    });
    expect(JSON.stringify(told)).toContain('supprimez ce que vous avez reçu');
    expect((await firm.client(listConsents, { params: firm.params })).body.consents).toEqual([]);
    const { body: renewal } = await firm.client(readSubmission, { params: { submission: firm.renewal } });
    expect(renewal.state).toBe('withdrawn');
    const checked = await world.as('anyone-1')(readCertificate, {
      params: { credential: firm.certificate.credential },
    });
    expect(checked.body).toMatchObject({ valid: false, reasons: ['revoked'] });
    expect(world.mails().filter((text) => text.includes('Votre compte est fermé'))).toHaveLength(1);
  });

  it('leaves everything readable to its owners and lets nothing new begin', async () => {
    const firm = await settledFirm('bea');
    await firm.client(closeSupplier, { params: firm.params });
    await world.settle();
    expect(await refused(firm.client(closeSupplier, { params: firm.params }))).toBe(409);
    expect(await refused(firm.client(createSubmission, { params: firm.params, body: { kind: 'first' } }))).toBe(409);
    const consent = { params: { ...firm.params, institution: 'ville' }, body: { purpose: 'criteria' as const } };
    expect(await refused(firm.client(giveConsent, consent))).toBe(409);
    expect(await refused(firm.client(issueCertificate, { params: firm.params }))).toBe(409);
    expect((await firm.client(readSupplier, { params: firm.params })).body.name).toBe('Imprimerie Raman');
    expect((await firm.client(askExport, { params: firm.params })).body.state).toBe('asked');
    expect(await refused(world.as('stranger')(readClosing, { params: firm.params }))).toBe(404);
    expect(await refused(world.as('stranger')(cancelClosing, { params: firm.params }))).toBe(404);
  });

  it('is undone in time: the certification is what it was, consents are not', async () => {
    const firm = await settledFirm('cleo');
    await firm.client(closeSupplier, { params: firm.params });
    await world.settle();
    world.skip(29);
    const before = (await world.told()).length;
    await firm.client(cancelClosing, { params: firm.params });
    await world.settle(2);
    const { body } = await firm.client(listVersions, { params: { vendor: firm.supplier } });
    expect(body.versions.slice(0, 2).map(({ status }) => status)).toEqual(['active', 'withdrawn']);
    expect((await firm.client(listConsents, { params: firm.params })).body.consents).toEqual([]);
    expect((await world.told()).slice(before)).toMatchObject([{ type: 'vendor.qualified.v1' }]);
    const reopened = world.mails().filter((text) => text.includes('La fermeture de votre compte est annulée'));
    expect(reopened).toHaveLength(1);
    // And closed again, and then too late to be undone.
    await firm.client(closeSupplier, { params: firm.params });
    await world.settle();
    world.skip(31);
    expect(await refused(firm.client(cancelClosing, { params: firm.params }))).toBe(409);
    expect((await world.told()).at(-1)).toMatchObject({ type: 'vendor.disqualified.v1' });
  });

  it('withdraws also what is approved or appealed at the same moment', async () => {
    const { supplier, submission } = await world.certified('dora');
    const client = world.as('dora');
    // The decision was made, but its vendor is recorded only after the account is closed.
    const versions = (await world.itemsOf(world.registry, `VENDOR#${supplier}`)).map(({ pk, sk }) => ({ pk, sk }));
    await world.db.send(
      new TransactWriteCommand({
        TransactItems: versions.map((Key) => ({ Delete: { TableName: world.registry, Key } })),
      }),
    );
    await client(closeSupplier, { params: { supplier } });
    await world.settle();
    await world.run('record', { submission, started: 1 });
    const { body } = await client(listVersions, { params: { vendor: supplier } });
    expect(body.versions).toMatchObject([{ version: 1, status: 'withdrawn' }]);
    expect(await refused(client(appealDecision, { params: { submission }, body: { grounds: 'Encore' } }))).toBe(409);
  });
});

/** Fails at the n-th call, as a process that dies there. */
class Died extends Error {}
const dyingAt = (n: number) => {
  let calls = 0;
  return <T extends { send: (...args: never[]) => unknown }>(client: T): T =>
    new Proxy(client, {
      get: (target, name) =>
        name === 'send'
          ? (...args: never[]) => {
              if (++calls === n) throw new Died();
              return target.send(...args);
            }
          : Reflect.get(target, name),
    });
};

describe('erasing a closed account', () => {
  it('destroys the key once retention is over and leaves decisions and proofs without a person, wherever it dies', async () => {
    const sentAt = world.clock().getTime();
    const firm = await settledFirm('eva');
    const kept = await world.certified('fay');
    const sealed = sealedBox.parse((await world.itemsOf(world.registry, `VENDOR#${firm.supplier}`))[0]?.sealed);
    const files = await keysOf('evidence', firm.supplier);
    expect(files.length).toBeGreaterThan(0);
    expect(await keysOf('views', firm.supplier)).toHaveLength(files.length * 2);
    const audit = async () =>
      (await world.itemsOf(world.audit, `SUBJECT#${firm.supplier}`)).map(
        ({ entry }) => (entry as { action: string }).action,
      );
    await firm.client(closeSupplier, { params: firm.params });
    await world.settle();

    world.skip(400);
    await world.erase();
    expect((await firm.client(readClosing, { params: firm.params })).body.state).toBe('asked');

    world.skip(30);
    const submissions = [firm.submission, firm.renewal];
    for (const word of ['Raman', 'priya@example.ca'])
      expect(await everythingAbout(firm.supplier, submissions)).toContain(word);
    // A process that dies at each call in turn, until one comes through.
    let deaths = 0;
    for (let n = 1; n < 300; n++) {
      const dying = dyingAt(n);
      try {
        await world.erase({ db: dying(world.db), s3: dying(world.files.client) });
        break;
      } catch {
        deaths++;
      }
      await world.deliver(2);
    }
    expect(deaths).toBeGreaterThan(10);
    await world.erase();
    await world.settle(2);

    const left = await everythingAbout(firm.supplier, submissions);
    for (const word of ['Raman', 'priya@', 'Priya', '"eva"', 'Tom Reid', 'W-1', '.pdf', 'ownerName'])
      expect([word, left.includes(word)]).toEqual([word, false]);
    const closing = (await world.itemsOf(world.casework, `SUPPLIER#${firm.supplier}`)).find(
      ({ sk }) => sk === 'CLOSING',
    );
    expect(closing).toMatchObject({ state: 'erased', filesUntil: dayOf(new Date(sentAt + 731 * 86_400_000)) });
    // What was decided, and on which files by their hashes, is still there.
    expect(left).toContain('"approved"');
    expect(left).toMatch(/"sha256":"[0-9a-f]{64}"/);
    await expect(world.seals.open(firm.supplier, sealed)).rejects.toThrow(KeyDestroyed);
    await expect(world.seals.seal(firm.supplier, 'answers', {})).rejects.toThrow(KeyDestroyed);
    expect(await audit()).toEqual(
      expect.arrayContaining(['supplier.close', 'supplier.erasing', 'vendor.erased', 'supplier.erased']),
    );
    expect((await audit()).filter((one) => one === 'supplier.erased')).toHaveLength(1);
    // Nobody acts for it any more; others are untouched.
    expect(await refused(firm.client(readClosing, { params: firm.params }))).toBe(404);
    expect(await everythingAbout(kept.supplier, [kept.submission])).toContain('priya@example.ca');

    // Pages are gone; the file itself goes once its lock has ended, and not a day sooner.
    expect(await keysOf('views', firm.supplier)).toEqual([]);
    expect(await keysOf('evidence', firm.supplier)).toEqual(files);
    world.skip(299);
    await world.erase();
    await world.files.client.send(new HeadObjectCommand({ Bucket: 'evidence', Key: files[0] }));
    world.skip(2);
    await world.erase();
    expect(await keysOf('evidence', firm.supplier)).toEqual([]);
    await world.settle();
    expect(await audit()).toContain('supplier.files-erased');
  });
});
