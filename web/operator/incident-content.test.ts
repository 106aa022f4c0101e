import { describe, expect, it } from 'vitest';
import { ApiRefusal } from '#schemas/api/client.ts';
import { type IncidentContent, incidentContent } from '#schemas/incident.ts';
import { errorsIn, fieldsOf, incidentIn, sameContent } from './incident-content.ts';

const lost: IncidentContent = {
  information: 'Names and shares of the owners of two firms',
  circumstances: 'A report was sent to the wrong institution.',
  occurred: { from: '2026-11-20', until: '2026-11-21', approximate: true },
  awareOn: '2026-11-22',
  persons: { number: 1200, approximate: true },
  suppliers: [`sup_${'0'.repeat(26)}`, `sup_${'1'.repeat(26)}`],
  risk: { serious: true, elements: 'Shares are sensitive.' },
  notices: [
    { to: 'commission', on: '2026-11-23', publicly: false },
    { to: 'persons', on: '2026-11-24', publicly: true, note: 'Their addresses are not known.' },
  ],
  measures: 'The recipient confirmed that it deleted the report.',
  state: 'open',
};
const errorsOf = (more: Record<string, string>) => incidentIn({ ...fieldsOf(lost), ...more }, 'open', 'en').errors;

describe('the form of an incident', () => {
  it('gives back what stands in the register, which accepts it', () => {
    const { content, errors } = incidentIn(fieldsOf(lost), 'open', 'fr');
    expect(errors).toEqual([]);
    expect(incidentContent.parse(content)).toEqual(lost);
    expect(sameContent(content, lost)).toBe(true);
    expect(sameContent({ ...content, state: 'closed' }, lost)).toBe(false);
    expect(sameContent({ ...content, measures: 'None.' }, lost)).toBe(false);
  });

  it('says of each field what is wrong with it, and leaves out a notice that is empty', () => {
    expect(errorsOf({ from: '2026-02-30' }).map(({ field }) => field)).toEqual(['from']);
    expect(errorsOf({ until: '2026-11-19' })).toEqual([
      { field: 'until', message: 'The last day cannot come before the first' },
    ]);
    expect(errorsOf({ suppliers: 'Osei Catering' }).map(({ field }) => field)).toEqual(['suppliers']);
    expect(errorsOf({ measures: 'x'.repeat(4001) }).map(({ field }) => field)).toEqual(['measures']);
    expect(errorsOf({ 'to-1': '', 'note-2': '' }).map(({ field }) => field)).toEqual(['to-1', 'note-2']);
    expect(errorsOf({ room: '5' })).toEqual([]);
  });

  it('leads what the API refuses to the field that holds it', () => {
    const errors = ['notices.1.on', 'notices', 'occurred.until', 'occurred', 'risk.elements', 'awareOn'].map(
      (field) => ({
        field,
        code: 'invalid',
        message: 'No.',
      }),
    );
    const refusal = new ApiRefusal({ type: '/problems/invalid', title: '', status: 422, errors }, new Headers());
    expect(errorsIn(refusal).map(({ field }) => field)).toEqual([
      'on-2',
      'to-1',
      'until',
      'from',
      'elements',
      'awareOn',
    ]);
  });
});
