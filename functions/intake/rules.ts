import type { FieldReason } from '#platform/problem.ts';
import { isCollective } from '#schemas/legal-forms.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import { type Answers, awaitsGovernance } from '#schemas/submission.ts';

const say = (fr: string, en: string): Bilingual => ({ fr, en });

/** Bodies that certify firms run for profit only, by their published criteria: a non-profit cannot hold their certificate. */
const forProfitOnly: ReadonlySet<string> = new Set(['camsc', 'wbe-canada', 'cglcc', 'b-corp']);

/** No certificate of these bodies runs for longer. */
const longestCertificateYears = 10;

const repeated = (values: readonly string[]): number[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));

/** The latest calendar day anywhere in Canada: who signs in St. John’s is not told that today is tomorrow. */
export const latestDayInCanada = (at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/St_Johns' }).format(at);

type Rule = (answers: Partial<Answers>, today: string) => FieldReason[];

const identified: Rule = ({ identity }) =>
  identity && !identity.businessNumber && !identity.neq
    ? [
        {
          field: 'answers.identity.businessNumber',
          code: 'number-missing',
          message: say(
            'Indiquez le numéro d’entreprise ou le NEQ : l’un des deux suffit.',
            'Give the Business Number or the NEQ: one of the two is enough.',
          ),
        },
      ]
    : [];

const ownersAddUp: Rule = ({ owners = [], legalForm }) => {
  const total = owners.reduce((sum, owner) => sum + owner.bp, 0);
  const found: FieldReason[] = repeated(owners.map(({ id }) => id)).map((index) => ({
    field: `answers.owners.${index}.id`,
    code: 'owner-repeated',
    message: say('Cet identifiant de propriétaire est déjà utilisé.', 'This owner’s id is already used.'),
  }));
  if (total > 10_000)
    found.push({
      field: 'answers.owners',
      code: 'shares-above-100',
      message: say(
        `Les parts totalisent ${(total / 100).toFixed(2).replace('.', ',')} % : elles ne peuvent dépasser 100 %.`,
        `The shares add up to ${(total / 100).toFixed(2)}%: they cannot exceed 100%.`,
      ),
    });
  if (legalForm === 'sole-proprietorship' && owners.length !== 1)
    found.push({
      field: 'answers.owners',
      code: 'one-owner-expected',
      message: say(
        'Une entreprise individuelle a exactement une personne propriétaire.',
        'A sole proprietorship has exactly one owner.',
      ),
    });
  return found;
};

const governed: Rule = (answers) => {
  const { legalForm, owners = [], governance } = answers;
  if (legalForm === undefined) return [];
  // A sole proprietorship without its owner is told by its own rule.
  const unowned = answers.owners?.length === 0 && legalForm !== 'sole-proprietorship';
  if (!isCollective(legalForm) && (governance || unowned))
    return [
      {
        field: 'answers.owners',
        code: 'owners-expected',
        message: say(
          'Une entreprise de cette forme juridique a des propriétaires : indiquez-les.',
          'A firm of this legal form has owners: list them.',
        ),
      },
    ];
  if (governance && owners.length > 0)
    return [
      {
        field: 'answers.owners',
        code: 'owners-unexpected',
        message: say(
          'Vous dites qu’elle n’a pas de propriétaires, et vous en indiquez : retirez-les, ou dites qu’elle en a.',
          'You say that it has no owners, and list some: remove them, or say that it has owners.',
        ),
      },
    ];
  if (awaitsGovernance(answers))
    return [
      {
        field: 'answers.governance',
        code: 'governance-missing',
        message: say(
          'Indiquez ses propriétaires, ou dites qu’elle n’en a pas et qui la gouverne.',
          'List its owners, or say that it has none and who governs it.',
        ),
      },
    ];
  return Object.entries(governance?.groups ?? {})
    .filter(([, count]) => count > (governance?.people ?? 0))
    .map(([group]) => ({
      field: `answers.governance.groups.${group}`,
      code: 'more-than-all',
      message: say(
        'Un groupe ne peut compter plus de personnes que l’instance qui la gouverne.',
        'A group cannot count more people than the body that governs it.',
      ),
    }));
};

const attestedByToday: Rule = ({ attestation, foundedOn }, today) => {
  const found: FieldReason[] = [];
  if (attestation && attestation.signedOn > today)
    found.push({
      field: 'answers.attestation.signedOn',
      code: 'date-in-future',
      message: say('La date de signature est à venir.', 'The day of signature is in the future.'),
    });
  if (foundedOn && foundedOn > today)
    found.push({
      field: 'answers.foundedOn',
      code: 'date-in-future',
      message: say('La date de fondation est à venir.', 'The founding date is in the future.'),
    });
  return found;
};

const certificatesPossible: Rule = ({ certificates = [], legalForm }, today) => {
  const again = repeated(certificates.map(({ certification }) => certification));
  const farthest = `${Number(today.slice(0, 4)) + longestCertificateYears}${today.slice(4)}`;
  return certificates.flatMap(({ certification, expiresOn }, index) => {
    const field = `answers.certificates.${index}`;
    const found: FieldReason[] = [];
    if (again.includes(index))
      found.push({
        field: `${field}.certification`,
        code: 'certificate-repeated',
        message: say('Cette certification est déjà indiquée.', 'This certification is already listed.'),
      });
    if (expiresOn && expiresOn < today)
      found.push({
        field: `${field}.expiresOn`,
        code: 'certificate-expired',
        message: say(
          'Ce certificat est expiré : indiquez le certificat en vigueur, ou retirez-le.',
          'This certificate has expired: give the one in force, or remove it.',
        ),
      });
    if (expiresOn && expiresOn > farthest)
      found.push({
        field: `${field}.expiresOn`,
        code: 'certificate-too-long',
        message: say(
          `Aucun certificat ne vaut plus de ${longestCertificateYears} ans : vérifiez l’année.`,
          `No certificate runs for more than ${longestCertificateYears} years: check the year.`,
        ),
      });
    if (legalForm === 'non-profit' && forProfitOnly.has(certification))
      found.push({
        field: `${field}.certification`,
        code: 'certificate-impossible',
        message: say(
          'Cet organisme ne certifie que des entreprises à but lucratif.',
          'This body certifies firms run for profit only.',
        ),
      });
    return found;
  });
};

const oneHeadOffice: Rule = ({ places = [] }) =>
  places.filter(({ head }) => head).length > 1
    ? [
        {
          field: 'answers.places',
          code: 'one-head-office-expected',
          message: say('Indiquez un seul siège.', 'Name one head office only.'),
        },
      ]
    : [];

const rules: readonly Rule[] = [
  identified,
  ownersAddUp,
  governed,
  attestedByToday,
  certificatesPossible,
  oneHeadOffice,
];

/** What several answers say together that cannot be; sections that are absent are left alone. */
export const contradictions = (answers: Partial<Answers>, at: Date): FieldReason[] =>
  rules.flatMap((rule) => rule(answers, latestDayInCanada(at)));
