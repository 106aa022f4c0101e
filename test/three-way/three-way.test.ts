import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listVersions } from '#schemas/api/network.ts';
import { operations } from '#schemas/api/operations.ts';
import { claimCase, decideCase, readCase, recordFindings, releaseCase } from '#schemas/api/review.ts';
import { meanwhile } from '#test/support/meanwhile.ts';
import { formIn, type Seen, type Sent, type Visitor } from '#test/support/pages.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { submittedBy } from '#test/support/supplier.ts';
import { allMet } from '#test/support/verifier.ts';
import { steps as formSteps } from '#web/supplier/flow.ts';
import { forms, type Met, publication, steps } from './forms.ts';
import { type Pages, startPages } from './world.ts';

let world: Pages;
beforeAll(async () => {
  // The pages look at the clock on the wall, the rooms at the one of their world: here they are one.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T15:00:00Z') });
  world = await startPages();
});
afterAll(async () => {
  await world?.stop();
  vi.useRealTimers();
});

/** Files that call an operation which names the version it starts from, and type nothing that could be lost. */
const typeNothing: Record<string, string> = {
  'web/supplier/begin.tsx': 'writes the name that was just typed into a draft that was just made',
  'web/operator/incident.tsx': 'closes or opens again, with the version that the page showed',
  'web/verifier/decide.tsx': 'decides on the version that the page showed, and names what has changed since',
  'web/verifier/request.tsx': 'asks on the version that the page showed, and names what has changed since',
  'web/verifier/second.tsx': 'reads second on the version that the page showed, and names what has changed since',
};

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'));

describe('the forms of the portal', () => {
  it('are all here, wherever one saves over a revision', () => {
    const named = operations.filter(({ ifMatch }) => ifMatch).map(({ name }) => name);
    expect(named.length).toBeGreaterThan(6);
    const calling = filesUnder('web').filter((file) => {
      const text = readFileSync(file, 'utf8');
      return named.some((name) => new RegExp(`api\\(\\s*(?:[^()]*\\? )?${name}\\b`).test(text));
    });
    const known = [...forms.map(({ file }) => file), publication.file, ...Object.keys(typeNothing)];
    expect(calling.filter((file) => !known.includes(file))).toEqual([]);
    expect(calling.length).toBeGreaterThan(8);
  });

  it('are all here, page by page of the supplier’s form', () => {
    const pages = steps.map(({ path }) => path);
    expect(formSteps.map(({ path }) => path).filter((path) => !pages.includes(path))).toEqual([]);
  });
});

const typing = (form: Sent, typed: Sent): Sent => {
  const { 'form-token': token, ...rest } = { ...form, ...typed };
  return { 'form-token': token ?? '', ...rest };
};
const opened = async (met: Met): Promise<{ visitor: Visitor; form: Sent }> => {
  const visitor = world.visitorOf(met.person);
  const { text, status } = await visitor.look(met.path);
  expect(status).toBe(200);
  return { visitor, form: formIn(text, met.form) };
};
const saved = ({ status, location, text }: Seen) => {
  expect([status, status === 303 ? '' : text.slice(0, 4000)]).toEqual([303, '']);
  return location;
};

describe.each(forms.map((form) => [form.name, form] as const))('two people at %s', (_, { begin }) => {
  it('keep what each changed where the other changed nothing', async () => {
    const met = await begin(world);
    const { visitor, form } = await opened(met);
    await met.theirs();
    saved(await visitor.send(met.path, typing(form, met.mine)));
    expect(await met.read()).toEqual(met.both);
  });

  it('also where the other saves between what this one reads and writes', async () => {
    const met = await begin(world);
    const { visitor, form } = await opened(met);
    if (Object.keys(met.mine).length === 0) return;
    meanwhile(world.db, met.theirs);
    saved(await visitor.send(met.path, typing(form, met.mine)));
    expect(await met.read()).toEqual(met.both);
  });

  it('are told of what both changed, and choose without typing again', async () => {
    for (const choice of ['kept', 'mine'] as const) {
      const met = await begin(world);
      if (!met.clash) return;
      const { at, mine, theirs, read, says } = met.clash;
      const { visitor, form } = await opened(met);
      const before = await read();
      await theirs();
      const kept = await read();
      expect(kept).not.toEqual(before);
      const refused = await visitor.send(met.path, typing(form, mine));
      expect(refused.status).toBe(409);
      expect(await read()).toEqual(kept);
      const plain = refused.text.replaceAll(/<[^>]*>/g, ' ').replaceAll('&#39;', "'");
      for (const one of says) expect(plain).toContain(one);
      const again = formIn(refused.text, met.form);
      expect(again.conflict).toBe(at);
      // Sent once more, without a choice, it changes nothing.
      const unsaid = await visitor.send(met.path, again);
      expect(unsaid.status).toBe(409);
      expect(await read()).toEqual(kept);
      const chosen = { ...formIn(unsaid.text, met.form), [`choose-${at}`]: choice };
      saved(await visitor.send(met.path, chosen));
      if (choice === 'kept') expect(await read()).toEqual(kept);
      else expect(await read()).not.toEqual(kept);
    }
  });

  it('lose nothing by a form that says nonsense of what it showed', async () => {
    const met = await begin(world);
    if (!met.clash) return;
    const { mine, theirs, read } = met.clash;
    const { visitor, form } = await opened(met);
    await theirs();
    const kept = await read();
    for (const shown of ['', 'nonsense', 'AAAA', form.shown?.slice(0, 8) ?? ''])
      expect((await visitor.send(met.path, typing({ ...form, shown }, mine))).status).toBe(409);
    expect(await read()).toEqual(kept);
  });
});

describe('a finding that says not met', () => {
  const note = 'The articles are of another firm.';

  it('is not undone from an older page, by the same verifier or another, and its history keeps every word', async () => {
    const begun = await submittedBy(world, 'history-a');
    const at = { params: { submission: begun.submission } };
    const path = `/cases/${begun.submission}`;
    const [roy, okafor] = ['roy', 'okafor'].map((id) => ({ id, roles: ['verifier' as const] }));
    const mine = world.as(roy!);
    const theirs = world.as(okafor!);
    await mine(claimCase, at);
    const visitor = world.visitorOf(roy!);
    const before = formIn((await visitor.look(path)).text, 'case');
    saved(await visitor.send(path, { ...before, 'outcome-identity': 'met' }));
    const old = formIn((await visitor.look(path)).text, 'case');
    await mine(releaseCase, at);
    await theirs(claimCase, at);
    const { revision } = await theirs(readCase, at);
    const turned = { identity: { outcome: 'not-met' as const, note } };
    await theirs(recordFindings, { ...at, body: { findings: turned }, ifMatch: revision });
    await theirs(releaseCase, at);
    await mine(claimCase, at);
    // Twice, as somebody does who sees a message and presses again.
    for (let press = 0; press < 2; press++) saved(await visitor.send(path, { ...old, 'outcome-ownership': 'met' }));
    const { body } = await mine(readCase, at);
    expect(body.checklist.find(({ id }) => id === 'identity')?.finding).toMatchObject({
      outcome: 'not-met',
      by: 'okafor',
      note,
    });
    expect(body.findings.map(({ line, outcome, by }) => [line, outcome, by])).toEqual([
      ['identity', 'met', 'roy'],
      ['identity', 'not-met', 'okafor'],
      ['ownership', 'met', 'roy'],
    ]);
    const { text } = await visitor.look(path);
    expect(text).toContain('Every finding saved (3)');
    expect(text).toContain(note);
    // Nor from the older form of the very first page, which showed nothing on this line.
    const first = await visitor.send(path, { ...before, 'outcome-identity': 'met' });
    expect(first.status).toBe(409);
    expect(first.text).toContain('okafor');
    const stands = (await mine(readCase, at)).body.checklist.find(({ id }) => id === 'identity');
    expect(stands?.finding?.outcome).toBe('not-met');
  });

  it('is seen before anything is decided: an older page of the decision is refused and names the line', async () => {
    const begun = await submittedBy(world, 'decide-a');
    const at = { params: { submission: begun.submission } };
    const roy = { id: 'roy', roles: ['verifier' as const] };
    const client = world.as(roy);
    await client(claimCase, at);
    const { body, revision } = await client(readCase, at);
    await client(recordFindings, { ...at, body: { findings: allMet(body.checklist) }, ifMatch: revision });
    const visitor = world.visitorOf(roy);
    const path = `/cases/${begun.submission}/decide/approved`;
    const old = formIn((await visitor.look(path)).text, 'decide');
    const revenue = { revenue: { outcome: 'not-met' as const, note } };
    await client(recordFindings, { ...at, body: { findings: revenue }, ifMatch: revision + 1 });
    const refused = await visitor.send(path, old);
    expect(refused.text).toContain(note);
    expect((await client(readCase, at)).body.state).toBe('in-review');
    saved(await visitor.send(path, formIn(refused.text, 'decide')));
    expect((await client(readCase, at)).body.state).toBe('approved');
  });

  it('is not turned by a decision of a system that does not say which version it saw', async () => {
    const begun = await submittedBy(world, 'blind-a');
    const at = { params: { submission: begun.submission } };
    const client = world.as({ id: 'roy', roles: ['verifier'] });
    await client(claimCase, at);
    const { body, revision } = await client(readCase, at);
    const turned = { identity: { outcome: 'not-met' as const, note } };
    await client(recordFindings, { ...at, body: { findings: turned }, ifMatch: revision });
    const decision = { decision: 'approved' as const, findings: allMet(body.checklist) };
    expect((await refusalOf(client(decideCase, { ...at, body: decision }))).status).toBe(428);
    expect((await refusalOf(client(decideCase, { ...at, body: decision, ifMatch: revision }))).status).toBe(412);
    await client(decideCase, { ...at, body: decision, ifMatch: revision + 1 });
    expect((await client(readCase, at)).body.findings.filter(({ line }) => line === 'identity')).toHaveLength(2);
  });

  it('nor is its last day taken away', async () => {
    const begun = await submittedBy(world, 'blind-a');
    const at = { params: { submission: begun.submission } };
    const client = world.as({ id: 'roy', roles: ['verifier'] });
    await client(claimCase, at);
    const { body, revision } = await client(readCase, at);
    const dated = { identity: { outcome: 'met' as const, until: '2027-03-31' } };
    await client(recordFindings, { ...at, body: { findings: dated }, ifMatch: revision });
    const decision = { decision: 'approved' as const, findings: allMet(body.checklist) };
    expect((await refusalOf(client(decideCase, { ...at, body: decision }))).status).toBe(428);
  });
});

describe('two verifiers who take one case', () => {
  it('lead the second to who has it, to the queue, and to the next that is free', async () => {
    const begun = await submittedBy(world, 'race-case');
    const next = await submittedBy(world, 'race-next');
    const path = `/cases/${begun.submission}`;
    const [roy, okafor] = ['roy', 'okafor'].map((id) => ({ id, roles: ['verifier' as const] }));
    await world.as(roy!)(claimCase, { params: { submission: begun.submission } });
    const visitor = world.visitorOf(okafor!);
    const location = saved(await visitor.send(`${path}/claim`, { 'form-token': 'token' }));
    const { text } = await visitor.look(location!.slice(3));
    expect(text.replaceAll(/\s/g, ' ')).toMatch(/It is held by: [^<]*roy/);
    expect(text).toContain('href="/en/cases"');
    const free = [...text.matchAll(/href="\/en\/cases\/(sub_\w+)"/g)].map(([, id]) => id);
    expect(free.length).toBeGreaterThan(0);
    expect(free).not.toContain(begun.submission);
    expect(next.submission).toBeDefined();
  });
});

describe('publishing what was tried', () => {
  it('names the draft that somebody saved meanwhile, and goes over it by choice alone', async () => {
    for (const choice of ['kept', 'mine'] as const) {
      const { path, person, form, theirs, definition } = await publication.begin(world);
      const versions = async () =>
        (await world.as(person)(listVersions, { params: { definition } })).body.versions.length;
      const visitor = world.visitorOf(person);
      const words = { 'text-fr': 'Texte', 'text-en': 'Text' };
      const shown = { ...formIn((await visitor.look(path)).text, form), ...words };
      const before = await versions();
      await theirs(choice === 'kept' ? 0 : 1);
      const refused = await visitor.send(path, shown);
      expect(refused.status).toBe(409);
      const again: Sent = { ...formIn(refused.text, form), ...words };
      expect(again.conflict).toBe('draft');
      expect((await visitor.send(path, again)).status).toBe(409);
      saved(await visitor.send(path, { ...again, 'choose-draft': choice }));
      expect(await versions()).toBe(choice === 'kept' ? before : before + 1);
    }
  });
});
