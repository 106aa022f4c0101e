import { expect, test } from 'vitest';
import { linesOf } from '#schemas/checklist.ts';
import type { Document } from '#schemas/evidence.ts';
import { soundAnswers, soundPapers } from '#test/support/supplier.ts';
import { automaticFindings } from './automatic.ts';

const documents = soundPapers.map((paper, index) => ({
  ...paper,
  document: `doc_${index}`,
  state: 'accepted',
  findings: [],
})) as unknown as Document[];
const told = (answers: ReturnType<typeof soundAnswers>, papers = documents) =>
  automaticFindings({ answers, lines: linesOf(answers), documents: papers, today: '2026-11-24' }).map(
    ({ code, line }) => `${code} ${line}`,
  );
const governed = soundAnswers({
  ...{ legalForm: 'co-operative' as const, owners: [], certificates: [] },
  governance: { by: 'members', people: 40, groups: {} },
});

test('a register of shares beside "nobody owns it" is told to the verifier, and shares not given are not missed', () => {
  expect(told(governed)).toContain('owners-in-papers governance');
  const without = documents.filter(({ evidenceType }) => evidenceType !== 'share-register');
  expect(told(governed, without).filter((one) => /owners-in-papers|shares-unknown|governance/.test(one))).toEqual([]);
  expect(told(soundAnswers()).filter((one) => one.startsWith('owners-in-papers'))).toEqual([]);
});

test('governance that only the attestation supports is told', () => {
  const attested = documents.filter(({ evidenceType }) => evidenceType === 'signed-attestation');
  expect(told(governed, attested)).toContain('only-declared governance');
});
