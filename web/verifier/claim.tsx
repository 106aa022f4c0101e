import type { LineKind } from '#schemas/checklist.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { placeName } from '../parts/place.ts';
import { governingWords } from '../parts/words.ts';
import { formats } from '../words/say.ts';
import { claimWords } from './claim-words.ts';
import type { CaseLine, CaseView } from './folder.ts';

type Row = readonly [name: string, value: string | undefined];

/** What a line claims, in words: read from the answers, of which the claim is a part. */
const rowsOf = (line: CaseLine, { answers }: CaseView, vocabulary: Vocabulary, language: Language): Row[] => {
  const words = claimWords[language];
  const said = words.claim_;
  const f = formats(language);
  const yesNo = (value: boolean) => (value ? said.yes : said.no);
  const labels = (names: Vocabulary['groups'], ids: readonly string[]) =>
    ids.map((id) => names[id]?.[language] ?? id).join(', ');
  const byKind: Record<LineKind, () => Row[]> = {
    identity: () => [
      [said.name, answers.identity.legalName],
      [said.operatingName, answers.identity.operatingName],
      [said.businessNumber, answers.identity.businessNumber],
      [said.neq, answers.identity.neq],
      [said.legalForm, words.legalForm[answers.legalForm]],
      [said.foundedOn, f.day(answers.foundedOn)],
      [said.website, answers.identity.website],
      [said.email, answers.identity.email],
      [said.phone, answers.identity.phone],
    ],
    ownership: () => [
      ...answers.owners.map(({ name, bp }): Row => [name, f.share(bp)]),
      [said.total, f.share(answers.owners.reduce((sum, { bp }) => sum + bp, 0))],
    ],
    owner: () =>
      answers.owners
        .filter(({ id }) => id === line.subject)
        .flatMap((owner): Row[] => [
          [said.name, owner.name],
          [said.groups, labels(vocabulary.groups, owner.groups)],
          [said.undisclosed, owner.undisclosed ? said.yes : undefined],
          [said.manages, yesNo(owner.manages)],
          [said.controls, yesNo(owner.controls)],
        ]),
    governance: () => [
      [said.owners, said.nobody],
      [said.governedBy, answers.governance && governingWords[language][answers.governance.by]],
      [said.people, answers.governance && f.number(answers.governance.people)],
      ...Object.entries(answers.governance?.groups ?? {}).map(
        ([group, count]): Row => [labels(vocabulary.groups, [group]), said.of(count, answers.governance?.people ?? 0)],
      ),
    ],
    certificate: () =>
      answers.certificates
        .filter(({ certification }) => certification === line.subject)
        .flatMap((one): Row[] => [
          [said.certification, labels(vocabulary.certifications, [one.certification])],
          [said.number, one.number],
          [said.expiresOn, one.expiresOn && f.day(one.expiresOn)],
        ]),
    workforce: () => [
      [said.employees, f.number(answers.workforce.employees)],
      ...Object.entries(answers.workforce.shares).map(
        ([group, bp]): Row => [labels(vocabulary.groups, [group]), f.share(bp)],
      ),
    ],
    places: () =>
      answers.places.map(
        ({ head, address, ...place }): Row => [
          placeName(place, language),
          [head ? said.head : undefined, address].filter(Boolean).join(' · ') || said.place,
        ],
      ),
    revenue: () => [[said.revenue, f.money(answers.revenueCad)]],
    flag: () => [[labels(vocabulary.flags, [line.subject ?? '']), said.yes]],
    attestation: () => [
      [said.signedBy, answers.attestation.signedBy],
      [said.title, answers.attestation.title],
      [said.signedOn, f.day(answers.attestation.signedOn)],
    ],
  };
  return byKind[line.kind]();
};

/** Which of several a line is about: the owner, the certification, the statement. */
export const subjectOf = (
  line: Pick<CaseLine, 'kind' | 'subject'>,
  { answers }: Pick<CaseView, 'answers'>,
  vocabulary: Vocabulary,
  language: Language,
): string | undefined => {
  const { kind, subject } = line;
  if (subject === undefined) return undefined;
  if (kind === 'owner') return answers.owners.find(({ id }) => id === subject)?.name ?? subject;
  return (kind === 'flag' ? vocabulary.flags : vocabulary.certifications)[subject]?.[language] ?? subject;
};

export const Claim = (props: { line: CaseLine; view: CaseView; vocabulary: Vocabulary; language: Language }) => (
  <dl class="facts">
    {rowsOf(props.line, props.view, props.vocabulary, props.language)
      .filter(([, value]) => value)
      .map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
