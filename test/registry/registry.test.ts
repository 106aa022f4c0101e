import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  confirmRevocation,
  listVendors,
  listVersions,
  readVendor,
  reinstateVendor,
  revokeVendor,
  suspendVendor,
} from '#schemas/api/registry.ts';
import { type Casework, startCasework } from '#test/support/casework.ts';
import { refused } from '#test/support/refusal.ts';
import { submittedBy } from '#test/support/supplier.ts';
import { approve } from '#test/support/verifier.ts';

let world: Casework;
beforeAll(async () => {
  world = await startCasework();
});
afterAll(() => world.stop());

type Vendor = { params: { vendor: `sup_${string}` } };

/** A supplier that was just certified. */
const certified = async (person: string): Promise<{ at: Vendor; submission: string }> => {
  const begun = await submittedBy(world, person);
  await approve(world, begun);
  return { at: { params: { vendor: begun.supplier } }, submission: begun.submission };
};

describe('the registry', () => {
  it('makes one version of one decision, however often it is recorded', async () => {
    const { at, submission } = await certified('once');
    for (let i = 0; i < 3; i++) await world.run('record', { submission, started: 1 });
    const { body } = await world.as('once')(listVersions, at);
    expect(body.versions.map(({ version }) => version)).toEqual([1]);
    const vendor = await world.as('once')(readVendor, at);
    expect(vendor.body.facts.owners[0]?.groups.women).toMatchObject({ value: true, level: 'verified' });
    const stored = await world.itemsOf(world.registry, `VENDOR#${at.params.vendor}`);
    expect(JSON.stringify(stored)).not.toContain('women');
  });

  it('suspends and reinstates with reasons, each a version told to the supplier', async () => {
    const { at } = await certified('paused');
    const operator = world.as('isabelle', ['operator']);
    const before = world.mails().length;
    await operator(suspendVendor, { ...at, body: { reason: 'Le certificat est contesté.' } });
    expect(await refused(operator(suspendVendor, { ...at, body: { reason: 'Encore.' } }))).toBe(409);
    await operator(reinstateVendor, at);
    await world.settle();
    const { body } = await world.as('paused')(listVersions, at);
    expect(body.versions.map(({ status, statusReason }) => [status, statusReason])).toEqual([
      ['active', undefined],
      ['suspended', 'Le certificat est contesté.'],
      ['active', undefined],
    ]);
    expect(world.mails()).toHaveLength(before + 2);
  });

  it('is revoked by two people, and by neither alone', async () => {
    const { at } = await certified('ended');
    const first = world.as('isabelle', ['operator']);
    const second = world.as('paul', ['operator']);
    expect(await refused(second(confirmRevocation, { ...at, body: { agrees: true } }))).toBe(409);
    await first(revokeVendor, { ...at, body: { reason: 'Fausse attestation.' } });
    expect((await first(readVendor, at)).body.status).toBe('active');
    expect(await refused(first(confirmRevocation, { ...at, body: { agrees: true } }))).toBe(403);
    await second(confirmRevocation, { ...at, body: { agrees: true } });
    expect((await first(readVendor, at)).body).toMatchObject({
      status: 'revoked',
      statusReason: 'Fausse attestation.',
    });
    expect(await refused(first(reinstateVendor, at))).toBe(409);
    const ended = await first(listVendors, { query: { which: 'ended' } });
    expect(ended.body.vendors.map(({ vendor }) => vendor)).toContain(at.params.vendor);
  });

  it('lets a stranger see nothing and a supplier change nothing', async () => {
    const { at } = await certified('private');
    expect(await refused(world.as('stranger')(readVendor, at))).toBe(404);
    expect(await refused(world.as('private')(suspendVendor, { ...at, body: { reason: 'x' } }))).toBe(403);
  });

  it('tells 90, 60, 30 and 7 days before something ends, then expires on its day', async () => {
    const { at } = await certified('ageing');
    const client = world.as('ageing');
    const versions = async () => (await client(listVersions, at)).body.versions;
    const noticed: string[] = [];
    // A sweep every few days: what it missed it makes up for.
    for (let day = 0; day <= 741; day += 3) {
      await world.run('sweep', null);
      world.skip(3);
    }
    await world.settle();
    for (const { notice } of (await versions()).reverse()) if (notice) noticed.push(`${notice.endsOn} ${notice.days}`);
    const [vendor] = await versions();
    const end = vendor?.expiresOn ?? '';
    expect(noticed).toEqual([
      ...['2027-06-30 90', '2027-06-30 60', '2027-06-30 30', '2027-06-30 7'],
      ...[`${end} 90`, `${end} 60`, `${end} 30`, `${end} 7`],
    ]);
    expect(vendor?.status).toBe('expired');
    const again = await versions();
    await world.run('sweep', null);
    expect(await versions()).toEqual(again);
  });
});
