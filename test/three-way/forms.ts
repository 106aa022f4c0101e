import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ownership } from '#definitions/testing/build.ts';
import { setEndpoint } from '#schemas/api/endpoint.ts';
import { createSubmission, createSupplier, readSubmission, saveAnswers } from '#schemas/api/intake.ts';
import { startWhatIf } from '#schemas/api/matching.ts';
import { changeMember, listMembers } from '#schemas/api/members.ts';
import { changeConnection, readConnection, saveDraft } from '#schemas/api/network.ts';
import { claimCase, readCase, recordFindings } from '#schemas/api/review.ts';
import { readIncident, recordIncident, updateIncident } from '#schemas/api/rights.ts';
import { networkKey } from '#schemas/network-records.ts';
import { caseworkKey, memberPath } from '#schemas/records.ts';
import { rolloutKey } from '#schemas/rollout.ts';
import type { DraftAnswers } from '#schemas/submission.ts';
import { definitionOf } from '#test/support/builders.ts';
import type { Person, Sent } from '#test/support/pages.ts';
import { soundAnswers, submittedBy } from '#test/support/supplier.ts';
import type { Pages } from './world.ts';

/** A record that one has a page of, while somebody else changes it. */
export type Met = {
  person: Person;
  path: string;
  form: string;
  /** What is kept, in one value. */
  read: () => Promise<unknown>;
  /** Somebody else changes one thing, and what one then types in another. */
  theirs: () => Promise<unknown>;
  mine: Sent;
  /** What is kept once both are saved. */
  both: unknown;
  clash?: {
    theirs: () => Promise<unknown>;
    mine: Sent;
    /** The name of the choice. */
    at: string;
    read: () => Promise<unknown>;
    /** What people read of the three. */
    says: readonly string[];
  };
};

/** `web/…`: the file that saves. */
export type FormOver = { name: string; file: string; begin: (world: Pages) => Promise<Met> };

let count = 0;
const owner = () => {
  count += 1;
  return { id: `owner-of-${count}` } satisfies Person;
};

type Step = {
  path: string;
  start?: DraftAnswers;
  theirs: DraftAnswers;
  mine: Sent;
  both: DraftAnswers;
  clash?: { theirs: DraftAnswers; mine: Sent; at: string; says: readonly string[] };
};

const sound = soundAnswers();
const [first, second] = sound.owners as [(typeof sound.owners)[0], (typeof sound.owners)[0]];
const [wbe] = sound.certificates as [(typeof sound.certificates)[0]];
const place = { region: 'CA-ON-toronto', head: true, town: 'Toronto' };
const other = { region: 'CA-QC-montreal', head: false, town: 'Montréal' };

/** Two people at each page of the supplier's form. */
export const steps: readonly Step[] = [
  {
    path: 'identity',
    theirs: { identity: { operatingName: 'Theirs' } },
    mine: { neq: '1144567890' },
    both: { identity: { ...sound.identity, operatingName: 'Theirs', neq: '1144567890' } },
    clash: {
      theirs: { identity: { legalName: 'Their name inc.' } },
      mine: { legalName: 'My name inc.' },
      at: 'identity.legalName',
      says: ['Imprimerie Raman inc.', 'Their name inc.', 'My name inc.'],
    },
  },
  {
    path: 'contact',
    theirs: { identity: { phone: '514 555-0100' } },
    mine: { website: 'https://mine.example' },
    both: { identity: { ...sound.identity, phone: '514 555-0100', website: 'https://mine.example' } },
    clash: {
      theirs: { identity: { email: 'theirs@example.ca' } },
      mine: { email: 'mine@example.ca' },
      at: 'identity.email',
      says: ['priya@example.ca', 'theirs@example.ca', 'mine@example.ca'],
    },
  },
  {
    path: 'firm',
    theirs: { foundedOn: '2011-01-01' },
    mine: { revenueCad: '777' },
    both: { foundedOn: '2011-01-01', revenueCad: 777, legalForm: 'corporation' },
    clash: { theirs: { revenueCad: 5 }, mine: { revenueCad: '6' }, at: 'revenueCad', says: ['900,000', '$5', '$6'] },
  },
  {
    path: 'places',
    start: { places: [place] },
    theirs: { places: [place, other] },
    mine: { 'address-0': '1 King Street' },
    both: { places: [other, { ...place, address: '1 King Street' }] },
    clash: {
      theirs: { places: [{ ...place, address: '2 Queen Street' }] },
      mine: { 'address-0': '1 King Street' },
      at: 'places',
      says: ['2 Queen Street', '1 King Street'],
    },
  },
  {
    path: 'workforce',
    theirs: { workforce: { employees: 40 } },
    mine: { 'share-women': '60' },
    both: { workforce: { employees: 40, shares: { women: 6000 } } },
    clash: {
      theirs: { workforce: { employees: 40 } },
      mine: { employees: '41' },
      at: 'workforce.employees',
      says: ['12', '40', '41'],
    },
  },
  {
    path: 'certificates',
    theirs: { certificates: [wbe, { certification: 'camsc' }] },
    mine: { certificates: ['wbe-canada', 'cglcc'] },
    both: { certificates: [wbe, { certification: 'camsc' }, { certification: 'cglcc' }] },
    clash: {
      theirs: { certificates: [{ ...wbe, number: 'W-2' }] },
      mine: { certificates: [] },
      at: 'certificates.wbe-canada',
      says: [],
    },
  },
  {
    path: 'certificate-details',
    theirs: { certificates: [{ ...wbe, number: 'W-2' }] },
    mine: { 'expiresOn-0': '2028-01-31' },
    both: { certificates: [{ ...wbe, number: 'W-2', expiresOn: '2028-01-31' }] },
    clash: {
      theirs: { certificates: [{ ...wbe, number: 'W-2' }] },
      mine: { 'number-0': 'W-3' },
      at: 'certificates.wbe-canada.number',
      says: ['W-1', 'W-2', 'W-3'],
    },
  },
  {
    path: 'statements',
    theirs: { flags: { 'social-purpose-enterprise': true } },
    mine: {},
    both: { flags: { 'social-purpose-enterprise': true } },
  },
  {
    path: 'commodities',
    theirs: { commodities: ['82121500', '90101600'] },
    mine: { commodities: ['82121500'], 'search-1': '43211500' },
    both: { commodities: ['82121500', '90101600', '43211500'] },
  },
  {
    path: 'consents',
    start: { consents: [{ institution: 'ville', purpose: 'criteria', grantedAt: '2026-11-01T10:00:00.000Z' }] },
    theirs: { consents: [] },
    mine: {},
    both: { consents: [] },
  },
  {
    path: 'attestation',
    theirs: { attestation: { title: 'Directrice' } },
    mine: { signedBy: 'P. Raman' },
    both: { attestation: { ...sound.attestation, title: 'Directrice', signedBy: 'P. Raman' } },
    clash: {
      theirs: { attestation: { title: 'Directrice' } },
      mine: { role: 'Associée' },
      at: 'attestation.title',
      says: ['Présidente', 'Directrice', 'Associée'],
    },
  },
  {
    path: 'owners',
    theirs: { owners: [{ ...first, bp: 5900 }, second] },
    mine: { remove: 'b-2' },
    both: { owners: [{ ...first, bp: 5900 }] },
    clash: {
      theirs: { owners: [first, { ...second, bp: 3900 }] },
      mine: { remove: 'b-2' },
      at: 'owners.b-2',
      says: ['40%', '39%'],
    },
  },
  {
    path: 'governance',
    start: { legalForm: 'non-profit', owners: [], governance: { by: 'board', people: 9, groups: {} } },
    theirs: { governance: { people: 10 } },
    mine: { 'count-women': '4' },
    both: { governance: { by: 'board', people: 10, groups: { women: 4 } } },
    clash: {
      theirs: { governance: { people: 10 } },
      mine: { people: '11' },
      at: 'governance.people',
      says: ['9', '10', '11'],
    },
  },
  {
    // The page of the second owner, when the first is gone.
    path: 'owners/2',
    theirs: { owners: [{ ...second, bp: 3900 }] },
    mine: { name: 'Thomas Reid' },
    both: { owners: [{ ...second, bp: 3900, name: 'Thomas Reid' }] },
    clash: {
      theirs: { owners: [{ ...second, bp: 3900 }] },
      mine: { bp: '38' },
      at: 'owners.b-2.bp',
      says: ['40%', '39%', '38%'],
    },
  },
];

const stepForm = (step: Step): FormOver => ({
  name: `the supplier’s page ${step.path}`,
  file: 'web/supplier/step-page.tsx',
  begin: async (world) => {
    const person = owner();
    const client = world.as(person);
    const { supplier } = (await client(createSupplier, { body: { name: 'Imprimerie', language: 'en' } })).body;
    const begun = await client(createSubmission, { params: { supplier }, body: { kind: 'first' } });
    const at = { params: { submission: begun.body.submission } };
    const patch = async (body: DraftAnswers) => {
      const { revision } = await client(readSubmission, at);
      return client(saveAnswers, { ...at, body: JSON.parse(JSON.stringify(body)), ifMatch: revision });
    };
    await patch({ ...sound, ...step.start });
    const sections = Object.keys(step.both);
    const read = async () => {
      const answers: Record<string, unknown> = (await client(readSubmission, at)).body.answers;
      return Object.fromEntries(sections.map((section) => [section, answers[section]]));
    };
    const { clash } = step;
    const part = async () => {
      const answers: unknown = (await client(readSubmission, at)).body.answers;
      return clash?.at
        .split('.')
        .reduce<unknown>(
          (found, name) =>
            Array.isArray(found)
              ? found.find((one) => Object.values(one).includes(name))
              : (found as Record<string, unknown>)?.[name],
          answers,
        );
    };
    return {
      person,
      path: `/supplier/${begun.body.submission}/${step.path}`,
      form: 'step',
      read,
      theirs: () => patch(step.theirs),
      mine: step.mine,
      both: JSON.parse(JSON.stringify(step.both)),
      ...(clash && {
        clash: { ...clash, theirs: () => patch(clash.theirs), read: part },
      }),
    };
  },
});

const operator: Person = { id: 'operator', roles: ['operator'] };
const buyer: Person = { id: 'buyer', roles: ['buyer'], institution: 'ville' };

const connection: FormOver = {
  name: 'how an institution is connected',
  file: 'web/operator/connection.tsx',
  begin: async (world) => {
    const client = world.as(operator);
    const at = { params: { institution: 'ville' } };
    const read = async () => (await client(readConnection, at)).body;
    const change = async (body: Awaited<ReturnType<typeof read>>) =>
      client(changeConnection, { ...at, body, ifMatch: (await client(readConnection, at)).revision });
    const digest = { email: 'a@example.ca', every: 'week' as const };
    await change({ level: 2, digest });
    return {
      person: operator,
      path: '/network/institutions/ville',
      form: 'connection',
      read,
      theirs: () => change({ level: 3, digest }),
      mine: { digest: 'mine@example.ca' },
      both: { level: 3, digest: { email: 'mine@example.ca', every: 'week' } },
      clash: {
        theirs: () => change({ level: 2, digest: { ...digest, email: 'theirs@example.ca' } }),
        mine: { digest: 'mine@example.ca' },
        at: 'digest',
        read: async () => (await read()).digest?.email,
        says: ['a@example.ca', 'theirs@example.ca', 'mine@example.ca'],
      },
    };
  },
};

const endpoint: FormOver = {
  name: 'where an institution receives events',
  file: 'web/institution/endpoint.tsx',
  begin: async (world) => {
    const client = world.as(buyer);
    const params = { institution: 'ville' };
    const secret = { n: 1, signature: 'hmac-sha256', encrypted: '', createdAt: '2026-11-01T10:00:00.000Z' };
    await world.db.send(
      new PutCommand({ TableName: world.network, Item: { ...networkKey.secret('ville', 1), ...secret } }),
    );
    const usual = {
      url: 'https://in.example.ca/a',
      contact: 'a@example.ca',
      signature: 'hmac-sha256' as const,
      batch: 1,
    };
    const change = async (more: Partial<typeof usual>) =>
      client(setEndpoint, {
        params,
        body: { from: 'start', ...usual, ...more },
        ifMatch: await world.endpointRevision(),
      });
    await change({});
    return {
      person: buyer,
      path: '/vendors/delivery/endpoint',
      form: 'endpoint',
      read: world.endpoint,
      theirs: () => change({ batch: 20 }),
      mine: { url: 'https://in.example.ca/mine' },
      both: { ...usual, batch: 20, url: 'https://in.example.ca/mine' },
      clash: {
        theirs: () => change({ url: 'https://in.example.ca/theirs' }),
        mine: { url: 'https://in.example.ca/mine' },
        at: 'url',
        read: async () => (await world.endpoint()).url,
        says: ['https://in.example.ca/a', 'https://in.example.ca/theirs', 'https://in.example.ca/mine'],
      },
    };
  },
};

const member: FormOver = {
  name: 'the role of a member',
  file: 'web/supplier/firm/people.tsx',
  begin: async (world) => {
    const person = owner();
    const client = world.as(person);
    const { supplier } = (await client(createSupplier, { body: { name: 'Imprimerie', language: 'en' } })).body;
    const Item = {
      ...caseworkKey.member(supplier, 'tom'),
      supplier,
      person: 'tom',
      role: 'reader',
      ...memberPath('tom', supplier),
    };
    await world.db.send(new PutCommand({ TableName: world.casework, Item }));
    const params = { supplier, person: 'tom' };
    const read = async () =>
      (await client(listMembers, { params: { supplier } })).body.members.find((one) => one.person === 'tom')?.role;
    const theirs = () => client(changeMember, { params, body: { role: 'editor' } });
    return {
      person,
      path: `/supplier/${supplier}/people/tom`,
      form: 'member',
      read,
      theirs,
      mine: {},
      both: 'editor',
      clash: { theirs, mine: { role: 'owner' }, at: 'role', read, says: [] },
    };
  },
};

const incident: FormOver = {
  name: 'an incident',
  file: 'web/operator/incident-form.tsx',
  begin: async (world) => {
    const client = world.as(operator);
    const usual = {
      information: 'Names',
      circumstances: 'A letter went astray.',
      measures: 'Asked back.',
      state: 'open' as const,
      occurred: { from: '2026-11-01', approximate: false },
      awareOn: '2026-11-02',
      persons: { number: 3, approximate: false },
      suppliers: [],
      risk: { serious: false, elements: 'Names only.' },
      notices: [{ to: 'commission' as 'commission' | 'persons', on: '2026-11-03', publicly: false }],
    };
    const begun = (await client(recordIncident, { body: usual })).body;
    const params = { incident: begun.incident };
    const read = async () => {
      const [newest] = (await client(readIncident, { params })).body.versions;
      const { measures, persons, notices } = newest!;
      return { measures, persons: persons.number, notices: notices.map(({ on }) => on) };
    };
    const change = async (more: Partial<typeof usual>) => {
      const [newest] = (await client(readIncident, { params })).body.versions;
      return client(updateIncident, { params, body: { ...usual, ...more }, ifMatch: newest!.version });
    };
    return {
      person: operator,
      path: `/network/incidents/${begun.incident}/change`,
      form: 'incident',
      read,
      theirs: () =>
        change({
          persons: { number: 9, approximate: false },
          notices: [...usual.notices, { to: 'persons' as const, on: '2026-11-04', publicly: false }],
        }),
      mine: { measures: 'Asked back, and shredded.' },
      both: { measures: 'Asked back, and shredded.', persons: 9, notices: ['2026-11-03', '2026-11-04'] },
      clash: {
        theirs: () => change({ measures: 'Theirs.' }),
        mine: { measures: 'Mine.' },
        at: 'measures',
        read: async () => (await read()).measures,
        says: ['Asked back.', 'Theirs.', 'Mine.'],
      },
    };
  },
};

const roy: Person = { id: 'roy', roles: ['verifier'] };

/** The line of a case whose finding somebody turned, with its note. */
const findings: FormOver = {
  name: 'the findings of a case',
  file: 'web/verifier/work.tsx',
  begin: async (world) => {
    const person = owner();
    const begun = await submittedBy(world, person.id);
    const client = world.as(roy);
    const at = { params: { submission: begun.submission } };
    await client(claimCase, at);
    const save = async (found: Parameters<typeof client<typeof recordFindings>>[1]['body']['findings']) =>
      client(recordFindings, { ...at, body: { findings: found }, ifMatch: (await client(readCase, at)).revision });
    await save({ identity: { outcome: 'met' } });
    const line = async (id: string) => {
      const { finding } = (await client(readCase, at)).body.checklist.find((one) => one.id === id)!;
      return finding && { outcome: finding.outcome, note: finding.note };
    };
    const turn = () => save({ identity: { outcome: 'not-met', note: 'The BN belongs to another firm.' } });
    return {
      person: roy,
      path: `/cases/${begun.submission}`,
      form: 'case',
      read: async () => ({ identity: await line('identity'), ownership: await line('ownership') }),
      theirs: turn,
      mine: { 'outcome-ownership': 'met' },
      both: {
        identity: { outcome: 'not-met', note: 'The BN belongs to another firm.' },
        ownership: { outcome: 'met', note: undefined },
      },
      clash: {
        theirs: turn,
        mine: { 'outcome-identity': 'more-information', 'note-identity': 'Which one?' },
        at: 'identity',
        read: () => line('identity'),
        says: ['Met', 'Not met', 'The BN belongs to another firm.', 'Which one?'],
      },
    };
  },
};

/** Everything else that a form saves over. */
export const forms: readonly FormOver[] = [...steps.map(stepForm), connection, endpoint, member, incident, findings];

/** Publishing goes over the newest version and the draft that waits: whole, so that there is nothing to put together. */
export const publication = {
  file: 'web/institution/definition/publish.ts',
  begin: async (world: Pages) => {
    const client = world.as(buyer);
    const definition = definitionOf('ville', { rule: ownership({ bp: 6600 }) });
    const { id, version: _, ...content } = definition;
    const { body } = await client(startWhatIf, {
      params: { definition: id },
      body: content,
      idempotencyKey: crypto.randomUUID(),
    });
    // What counts the vendors is no part of this world; it is over.
    await world.db.send(
      new UpdateCommand({
        TableName: world.feeds,
        Key: rolloutKey.rollout(body.rollout),
        UpdateExpression: 'SET finishedAt = :at',
        ExpressionAttributeValues: { ':at': world.clock().toISOString() },
      }),
    );
    const draft = { ...content, rule: ownership({ bp: 7500 }) };
    return {
      person: buyer,
      path: `/vendors/definition/trials/${body.rollout}`,
      form: 'publish',
      definition: id,
      theirs: (ifMatch: number) => client(saveDraft, { params: { definition: id }, body: draft, ifMatch }),
    };
  },
};
