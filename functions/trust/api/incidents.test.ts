import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listIncidents, readIncident, recordIncident, updateIncident } from '#schemas/api/rights.ts';
import type { IncidentContent, IncidentRecord } from '#schemas/incident.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { callerSaid, clientsOf, fetchFrom } from '#test/support/http.ts';
import { meanwhile } from '#test/support/meanwhile.ts';
import { refusalOf, refused } from '#test/support/refusal.ts';
import { incidentRoutes } from './incidents.ts';

const lost: IncidentContent = {
  information: 'Names and shares of the owners of two firms',
  circumstances: 'A report was sent to the wrong institution.',
  occurred: { from: '2026-11-20', approximate: false },
  awareOn: '2026-11-22',
  persons: { number: 5, approximate: true },
  suppliers: [],
  risk: { serious: true, elements: 'Shares are sensitive; the recipient is bound by law.' },
  notices: [],
  measures: 'The recipient confirmed in writing that it deleted the report.',
  state: 'open',
};

let database: TestDatabase;
let as: ReturnType<typeof clientsOf>;
beforeAll(async () => {
  database = await startTestDatabase();
  const [casework, audit] = [await database.table('casework'), await database.table('audit')];
  const { db } = database;
  const clock = () => new Date('2026-11-22T12:00:00Z');
  const base = { db, clock, idempotencyTable: casework, auditTable: audit, callerOf: callerSaid };
  as = clientsOf(fetchFrom(incidentRoutes({ db, casework }), base));
}, 30_000);
afterAll(() => database.stop());

const operator = () => as('isabelle', ['operator']);
const record = (body: IncidentContent) => operator()(recordIncident, { body });
type Id = IncidentRecord['incident'];
const read = (incident: Id) => operator()(readIncident, { params: { incident } });
const update = (incident: Id, body: IncidentContent, ifMatch = 1) =>
  operator()(updateIncident, { params: { incident }, body, ifMatch });
const measuresOf = async (incident: Id) => (await read(incident)).body.versions.map(({ measures }) => measures);
const list = (query: { limit?: string; cursor?: string } = {}) => operator()(listIncidents, { query });

describe('the register of incidents', () => {
  it('keeps every version, newest first, at least five years from the day of awareness', async () => {
    const { body: recorded } = await record(lost);
    expect(recorded).toMatchObject({ ...lost, version: 1, recordedBy: 'isabelle', keepUntil: '2031-11-22' });
    const told: IncidentContent['notices'] = [
      { to: 'commission', on: '2026-11-23', publicly: false },
      { to: 'persons', on: '2026-11-24', publicly: false },
    ];
    await update(recorded.incident, { ...lost, notices: told, state: 'closed' });
    const { body } = await read(recorded.incident);
    expect(body.versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'closed'],
      [1, 'open'],
    ]);
    expect((await list()).body.incidents).toMatchObject([{ incident: recorded.incident, version: 2 }]);
  });

  it('does not close a serious incident of which nobody was told', async () => {
    const problem = await refusalOf(record({ ...lost, state: 'closed' }));
    expect(problem.status).toBe(422);
    expect(problem.errors).toMatchObject([{ field: 'notices', code: 'notices-missing' }]);
  });

  it('loses nothing where two change the same version: the second reads again', async () => {
    const { incident } = (await record(lost)).body;
    await update(incident, { ...lost, measures: 'One' });
    const late = update(incident, { ...lost, measures: 'Two' });
    expect((await refusalOf(late)).type).toMatch(/stale-version$/);
    expect(await measuresOf(incident)).toEqual(['One', lost.measures]);
    await update(incident, { ...lost, measures: 'One and two' }, 2);
    expect(await measuresOf(incident)).toEqual(['One and two', 'One', lost.measures]);
  });

  it('loses nothing either where the other writes between what one reads and writes', async () => {
    const { incident } = (await record(lost)).body;
    meanwhile(database.db, () => update(incident, { ...lost, measures: 'One' }));
    const late = update(incident, { ...lost, measures: 'Two' });
    expect((await refusalOf(late)).type).toMatch(/stale-version$/);
    expect(await measuresOf(incident)).toEqual(['One', lost.measures]);
    const listed = (await list()).body.incidents.find((one) => one.incident === incident);
    expect(listed).toMatchObject({ version: 2, measures: 'One' });
  });

  it('is read page by page, and no made-up cursor leads anywhere', async () => {
    const { incidents, next } = (await list({ limit: '1' })).body;
    expect(next).toBe(incidents[0]?.incident);
    const second = await list({ limit: '1', cursor: next });
    expect(second.body.incidents[0]?.incident).not.toBe(next);
    expect(await refused(list({ cursor: 'SUPPLIER#x' }))).toBe(400);
  });

  it('is there for operators only', async () => {
    expect(await refused(as('ada')(listIncidents, { query: {} }))).toBe(403);
    expect(await refused(as('ada')(recordIncident, { body: lost }))).toBe(403);
  });
});
