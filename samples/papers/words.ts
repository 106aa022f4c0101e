import type { SamplePaper } from '../suppliers/supplier.ts';
import { vocabulary } from '../vocabulary.ts';
import { type Block, type Firm, longDate, type Paper, percent } from './paper.ts';

const forms = {
  'sole-proprietorship': { fr: 'Entreprise individuelle', en: 'Sole proprietorship' },
  partnership: { fr: 'Société de personnes', en: 'Partnership' },
  corporation: { fr: 'Société par actions', en: 'Business corporation' },
  'non-profit': { fr: 'Personne morale sans but lucratif', en: 'Non-profit corporation' },
  'co-operative': { fr: 'Coopérative', en: 'Co-operative' },
  mutual: { fr: 'Mutuelle', en: 'Mutual' },
  band: { fr: 'Bande', en: 'Band' },
};

type Writer = (firm: Firm, paper: SamplePaper) => Omit<Paper, 'language'>;

const choose = ({ language }: Firm) => {
  return (fr: string, en: string): string => (language === 'fr' ? fr : en);
};

/** The firm's name and numbers, as registers print them. */
const identified = (firm: Firm): Block => {
  const say = choose(firm);
  const { identity, legalForm } = firm.answers;
  return {
    rows: [
      [say('Dénomination', 'Legal name'), identity.legalName],
      [say('Forme juridique', 'Legal form'), forms[legalForm][firm.language]],
      ...(identity.businessNumber
        ? [[say('Numéro d’entreprise (NE)', 'Business Number (BN)'), identity.businessNumber] as const]
        : []),
      ...(identity.neq
        ? [[say('Numéro d’entreprise du Québec (NEQ)', 'Québec enterprise number'), identity.neq] as const]
        : []),
    ],
  };
};

const owners = (firm: Firm, head: readonly string[]): Block => ({
  head,
  lines: firm.answers.owners.map(({ name, bp }) => [name, percent(bp, firm.language)]),
});

const articles: Writer = (firm) => {
  const say = choose(firm);
  const head = firm.answers.places.find((place) => place.head);
  return {
    title: say('Statuts constitutifs', 'Articles of incorporation'),
    issuer: say('Registre des entreprises d’exemple', 'Sample companies register'),
    blocks: [
      identified(firm),
      {
        rows: [
          [say('Date de constitution', 'Date of incorporation'), longDate(firm.answers.foundedOn, firm.language)],
          [say('Siège', 'Head office'), head?.address ?? head?.region ?? ''],
        ],
      },
      {
        text: say(
          'Le registraire d’exemple atteste que la personne morale ci-dessus est constituée et immatriculée.',
          'The sample registrar certifies that the body named above is incorporated and registered.',
        ),
      },
    ],
  };
};

const partnershipAgreement: Writer = (firm) => {
  const say = choose(firm);
  return {
    title: say('Contrat de société', 'Partnership agreement'),
    issuer: firm.answers.identity.legalName,
    blocks: [
      identified(firm),
      {
        text: say(
          'Les associés ci-dessous exploitent ensemble la société et en partagent le capital ainsi.',
          'The partners below carry on the business together and hold its capital in these shares.',
        ),
      },
      owners(firm, [say('Associé', 'Partner'), say('Part', 'Share')]),
    ],
  };
};

const shareRegister: Writer = (firm) => {
  const say = choose(firm);
  const members = firm.answers.legalForm === 'co-operative';
  return {
    title: members
      ? say('Registre des membres', 'Register of members')
      : say('Registre des actionnaires', 'Share register'),
    issuer: firm.answers.identity.legalName,
    blocks: [
      identified(firm),
      {
        text: say(
          `Inscriptions en vigueur le ${longDate(firm.on, 'fr')}.`,
          `Entries in force on ${longDate(firm.on, 'en')}.`,
        ),
      },
      owners(firm, [
        members ? say('Membres', 'Members') : say('Actionnaire', 'Shareholder'),
        members ? say('Votes', 'Votes') : say('Actions avec droit de vote', 'Voting shares'),
      ]),
    ],
  };
};

const certificate: Writer = (firm, paper) => {
  if (paper.kind !== 'certificate') throw new TypeError(`not a certificate: ${paper.kind}`);
  const say = choose(firm);
  const held = firm.answers.certificates.find((one) => one.certification === paper.certification);
  if (!held?.expiresOn) throw new Error(`no dated certificate ${paper.certification} in the answers`);
  return {
    title: say('Certificat', 'Certificate'),
    issuer: vocabulary.certifications[paper.certification]?.[firm.language] ?? paper.certification,
    blocks: [
      identified(firm),
      {
        rows: [
          [say('Numéro du certificat', 'Certificate number'), held.number ?? ''],
          [say('Date d’expiration', 'Expiry date'), longDate(held.expiresOn, firm.language)],
        ],
      },
      {
        text: say(
          'L’entreprise nommée ci-dessus est certifiée jusqu’à la date d’expiration indiquée.',
          'The firm named above is certified until the expiry date shown.',
        ),
      },
    ],
  };
};

const identityInGroup: Writer = (firm, paper) => {
  if (paper.kind !== 'identity-in-group') throw new TypeError(`not a proof of status: ${paper.kind}`);
  const say = choose(firm);
  const owner = firm.answers.owners.find(({ id }) => id === paper.owner);
  if (!owner) throw new Error(`no owner ${paper.owner} in the answers`);
  return {
    title: say('Preuve de statut', 'Proof of status'),
    issuer: say('Organisme d’exemple', 'Sample issuing body'),
    blocks: [
      {
        rows: [
          [say('Nom', 'Name'), owner.name],
          [say('Groupe', 'Group'), vocabulary.groups[paper.group]?.[firm.language] ?? paper.group],
          [say('Délivrée le', 'Issued on'), longDate(firm.on, firm.language)],
        ],
      },
    ],
  };
};

const workforceAttestation: Writer = (firm) => {
  const say = choose(firm);
  const { employees, shares } = firm.answers.workforce;
  return {
    title: say('Attestation de l’effectif', 'Workforce attestation'),
    issuer: firm.answers.identity.legalName,
    blocks: [
      identified(firm),
      { rows: [[say('Personnes employées', 'People employed'), String(employees)]] },
      {
        head: [say('Groupe', 'Group'), say('Part de l’effectif', 'Share of the workforce')],
        lines: Object.entries(shares).map(([group, bp]) => [
          vocabulary.groups[group]?.[firm.language] ?? group,
          percent(bp, firm.language),
        ]),
      },
      signature(firm),
    ],
  };
};

const signature = (firm: Firm): Block => {
  const say = choose(firm);
  const { signedBy, title, signedOn } = firm.answers.attestation;
  return {
    rows: [
      [say('Signé par', 'Signed by'), `${signedBy}, ${title}`],
      [say('Le', 'On'), longDate(signedOn, firm.language)],
    ],
  };
};

const signedAttestation: Writer = (firm) => {
  const say = choose(firm);
  return {
    title: say('Attestation', 'Attestation'),
    issuer: firm.answers.identity.legalName,
    blocks: [
      identified(firm),
      {
        text: say(
          'J’atteste que les réponses données dans la demande de certification sont vraies et complètes, et que j’ai le pouvoir de signer au nom de l’entreprise. Une fausse déclaration peut entraîner le retrait de la certification.',
          'I attest that the answers given in the certification form are true and complete, and that I may sign for the firm. A false statement may lead to the certification being withdrawn.',
        ),
      },
      signature(firm),
    ],
  };
};

const writers: Record<SamplePaper['kind'], Writer> = {
  articles,
  'partnership-agreement': partnershipAgreement,
  'share-register': shareRegister,
  certificate,
  'identity-in-group': identityInGroup,
  'workforce-attestation': workforceAttestation,
  'signed-attestation': signedAttestation,
};

/** What the paper says, in the supplier's language, out of the answers of the form. */
export const write = (firm: Firm, paper: SamplePaper): Paper => ({
  language: firm.language,
  ...writers[paper.kind](firm, paper),
});
