import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '#platform/problem.ts';
import { vocabulary } from '#samples/vocabulary.ts';
import type { Document } from '#schemas/evidence.ts';
import { collectiveForms } from '#schemas/legal-forms.ts';
import type { DraftAnswers } from '#schemas/submission.ts';
import { soundAnswers, soundPapers } from '#test/support/supplier.ts';
import { latestDayInCanada } from './rules.ts';
import { complete, look } from './validate.ts';

const at = new Date('2026-11-23T15:00:00Z');
const papers = soundPapers.map((paper, i) => ({ ...paper, document: `doc_${i}`, state: 'accepted' })) as Document[];

const codesOf = (answers: DraftAnswers, documents: readonly Document[] = papers): string[] => {
  try {
    complete(answers, documents, at, vocabulary);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.fields.map(({ field, code }) => `${field} ${code}`);
  }
};

describe('a submission that may be submitted', () => {
  it('is normalised', () => {
    const { identity } = complete(
      soundAnswers({ identity: { legalName: ' A ', businessNumber: '123 026 635 rc0001', email: 'a@example.ca' } }),
      papers,
      at,
    );
    expect(identity).toMatchObject({ legalName: 'A', businessNumber: '123026635RC0001' });
  });

  const sound = soundAnswers();
  const wbe = { certification: 'wbe-canada', expiresOn: '2027-06-30' };
  it.each([
    [
      'no number',
      { identity: { legalName: 'A', email: 'a@example.ca' } },
      'answers.identity.businessNumber number-missing',
    ],
    [
      'a bad number',
      { identity: { ...sound.identity, businessNumber: '123456783' } },
      'answers.identity.businessNumber bn-check-digit',
    ],
    [
      'an attestation of tomorrow',
      { attestation: { ...sound.attestation, signedOn: '2026-11-25' } },
      'answers.attestation.signedOn date-in-future',
    ],
    ['a founding to come', { foundedOn: '2027-01-01' }, 'answers.foundedOn date-in-future'],
    ['an impossible date', { foundedOn: '2026-02-30' }, 'answers.foundedOn invalid-format'],
    [
      'an expired certificate',
      { certificates: [{ ...wbe, expiresOn: '2026-11-22' }] },
      'answers.certificates.0.expiresOn certificate-expired',
    ],
    [
      'a certificate for ever',
      { certificates: [{ ...wbe, expiresOn: '2099-01-01' }] },
      'answers.certificates.0.expiresOn certificate-too-long',
    ],
    ['a certificate twice', { certificates: [wbe, wbe] }, 'answers.certificates.1.certification certificate-repeated'],
    [
      'a certificate closed to non-profits',
      { legalForm: 'non-profit' },
      'answers.certificates.0.certification certificate-impossible',
    ],
    [
      'two head offices',
      {
        places: [
          { region: 'CA-ON', head: true },
          { region: 'CA-QC', head: true },
        ],
      },
      'answers.places one-head-office-expected',
    ],
    ['a sole proprietorship of two', { legalForm: 'sole-proprietorship' }, 'answers.owners one-owner-expected'],
    [
      'a group that no definition can name',
      { owners: [{ ...sound.owners[0], groups: ['women', 'wimmin'] }] },
      'answers.owners.0.groups.1 word-unknown',
    ],
    [
      'a share of an unknown group',
      { workforce: { employees: 2, shares: { constructor: 5000 } } },
      'answers.workforce.shares.constructor word-unknown',
    ],
    [
      'an unknown certification',
      { certificates: [{ certification: 'wbe' }] },
      'answers.certificates.0.certification word-unknown',
    ],
    ['an unknown characteristic', { flags: { 'social-purpose': true } }, 'answers.flags.social-purpose word-unknown'],
    ['a section missing', { owners: undefined }, 'answers.owners invalid-type'],
    [
      'an unknown section field',
      { identity: { ...sound.identity, nickname: 'x' } },
      'answers.identity.nickname unrecognized-keys',
    ],
  ])('is refused for %s', (_, wrong, expected) => {
    expect(codesOf({ ...sound, ...wrong } as DraftAnswers)).toContain(expected);
  });

  it('needs every file accepted and every claim shown', () => {
    const [first, ...rest] = papers;
    if (!first) throw new Error('papers');
    expect(codesOf(sound, [{ ...first, state: 'screening' }, ...rest])).toEqual(['documents.doc_0 document-screening']);
    expect(codesOf(sound, papers.slice(0, 3))).toEqual(['evidence.attestation evidence-missing']);
  });

  it('says any word while its network has no vocabulary', () => {
    expect(complete({ ...sound, flags: { 'social-purpose': true } }, papers, at).flags).toEqual({
      'social-purpose': true,
    });
  });

  it('can be signed today anywhere in Canada', () => {
    expect(latestDayInCanada(new Date('2026-11-24T03:45:00Z'))).toBe('2026-11-24');
  });

  it('tells in both languages which field and why, for any form that is not', () => {
    const junk = fc.jsonValue({ maxDepth: 3 });
    const sections = Object.keys(sound) as (keyof typeof sound)[];
    const spoilt = fc
      .tuple(fc.subarray(sections, { minLength: 1 }), fc.array(junk, { minLength: 12, maxLength: 12 }))
      .map(([wrong, values]) => ({ ...sound, ...Object.fromEntries(wrong.map((name, i) => [name, values[i]])) }));
    fc.assert(
      fc.property(spoilt, (draft) => {
        const found = look(draft as DraftAnswers, at);
        try {
          complete(draft as DraftAnswers, papers, at);
          expect(found.problems).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          const { fields } = error as Problem;
          expect(fields.length).toBeGreaterThan(0);
          for (const { field, message } of fields) {
            expect(field).not.toBe('');
            expect(message.fr).not.toBe('');
            expect(message.en).not.toBe('');
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a firm that nobody owns', () => {
  const board = { by: 'board', people: 9, groups: { women: 5 } } as const;
  const collective = soundAnswers({ legalForm: 'non-profit', owners: [], certificates: [], governance: board });
  const withoutRegister = papers.filter(
    ({ evidenceType }) => !['share-register', 'certificate'].includes(evidenceType),
  );

  it.each(collectiveForms)('may submit as a %s without naming an owner', (legalForm) => {
    expect(codesOf({ ...collective, legalForm }, withoutRegister)).toEqual([]);
  });

  it('shows by its articles or by-laws that it has no owners', () => {
    const bare = withoutRegister.filter(({ evidenceType }) => evidenceType !== 'articles');
    expect(codesOf(collective, bare)).toContain('evidence.governance evidence-missing');
  });

  it.each([
    [
      'a non-profit without a word on who governs it',
      { governance: undefined },
      'answers.governance governance-missing',
    ],
    ['owners listed beside', { owners: soundAnswers().owners }, 'answers.owners owners-unexpected'],
    ['a corporation without owners', { legalForm: 'corporation' }, 'answers.owners owners-expected'],
    [
      'a partnership that removed its owners again',
      { legalForm: 'partnership', governance: undefined },
      'answers.owners owners-expected',
    ],
    [
      'a group larger than the board',
      { governance: { ...board, groups: { women: 10 } } },
      'answers.governance.groups.women more-than-all',
    ],
    ['a board of nobody', { governance: { ...board, people: 0 } }, 'answers.governance.people too-small'],
    [
      'a group that the network does not know',
      { governance: { ...board, groups: { giants: 1 } } },
      'answers.governance.groups.giants word-unknown',
    ],
  ])('is refused with %s', (_, wrong, code) => {
    expect(codesOf({ ...collective, ...wrong } as DraftAnswers, withoutRegister)).toContain(code);
  });

  it('is asked who governs it as soon as it lists no owners, and not before', () => {
    const missing = (draft: DraftAnswers) => look(draft, at).missing.filter((one) => one === 'governance');
    expect(missing({})).toEqual([]);
    expect(missing({ legalForm: 'mutual' })).toEqual([]);
    expect(missing({ legalForm: 'corporation', owners: [] })).toEqual([]);
    expect(missing({ legalForm: 'mutual', owners: [] })).toEqual(['governance']);
    expect(missing({ legalForm: 'mutual', owners: [], governance: {} })).toEqual([]);
  });
});
