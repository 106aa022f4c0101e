import { Hono } from 'hono';
import type * as z from 'zod';
import { readCertificate, verifyCertificate } from '#schemas/api/certificates.ts';
import { ApiRefusal } from '#schemas/api/client.ts';
import type { Env, PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { TextArea } from '../parts/fields.tsx';
import { Button } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { type Colour, SummaryList, Tag } from '../parts/show.tsx';
import { formats, say } from '../words/say.ts';

const words = say({
  en: {
    title: 'Verify a certificate',
    lead: 'A certificate says that this network certified a firm. Whether it holds today is told here, to anyone, without an account. Nothing is stored.',
    field: 'Number, address or text of the certificate',
    hint: 'The number begins with crd_. The text (JWT) is long and begins with eyJ. Or scan the QR code with your phone.',
    verify: 'Verify',
    unreadable: 'Enter the number (crd_ and 26 characters), the address, or the whole text (JWT) of a certificate',
    another: 'Verify another certificate',
    valid: 'Valid',
    validText: (firm: string, day: string) => `${firm} is certified by this network, until ${day}.`,
    expired: 'Expired',
    expiredText: (firm: string, day: string) => `The certification of ${firm} ended on ${day}.`,
    revoked: 'Not in force',
    revokedText: (firm: string) =>
      `This network did certify ${firm}, but the certification is suspended, revoked or withdrawn. Do not rely on it.`,
    notYet: 'Not valid yet',
    notYetText: (day: string) => `It holds from ${day}.`,
    forged: 'Not ours',
    forgedText: 'This text was not signed by this network, or it was changed since. Do not rely on it.',
    unknown: 'Unknown',
    unknownText:
      'This network issued no certificate with this number. Check it letter by letter; if it is right, do not rely on it.',
    firm: 'Firm',
    certifiedOn: 'Certified on',
    validUntil: 'Valid until',
    issuedOn: 'Certificate issued on',
    checked: 'What was checked, just now',
    checks: {
      signature: 'The text is signed by this network’s key and unchanged.',
      number: 'This network issued a certificate with this number.',
      standing: 'The certification of the firm is in force: not suspended, revoked or withdrawn.',
      dates: 'Today is within its dates.',
    },
    yes: 'Yes',
    no: 'No',
    at: (moment: string) => `Checked on ${moment}`,
    limit:
      'It does not say which institutions recognise the firm: each one has its own definition. It says nothing of the firm’s owners.',
  },
  fr: {
    title: 'Vérifier un certificat',
    lead: 'Un certificat dit que ce réseau a certifié une entreprise. S’il tient aujourd’hui, cela se lit ici, pour tout le monde, sans compte. Rien n’est conservé.',
    field: 'Numéro, adresse ou texte du certificat',
    hint: 'Le numéro commence par crd_. Le texte (JWT) est long et commence par eyJ. Ou balayez le code QR avec votre téléphone.',
    verify: 'Vérifier',
    unreadable: 'Saisissez le numéro (crd_ et 26 caractères), l’adresse ou le texte entier (JWT) d’un certificat',
    another: 'Vérifier un autre certificat',
    valid: 'Valable',
    validText: (firm, day) => `L’entreprise ${firm} est certifiée par ce réseau jusqu’au ${day}.`,
    expired: 'Expiré',
    expiredText: (firm, day) => `La certification de l’entreprise ${firm} a pris fin le ${day}.`,
    revoked: 'Pas en vigueur',
    revokedText: (firm) =>
      `Ce réseau a bien certifié l’entreprise ${firm}, mais la certification est suspendue, révoquée ou retirée. Ne vous y fiez pas.`,
    notYet: 'Pas encore valable',
    notYetText: (day) => `Il tient à partir du ${day}.`,
    forged: 'Pas de nous',
    forgedText: 'Ce texte n’a pas été signé par ce réseau, ou il a été modifié depuis. Ne vous y fiez pas.',
    unknown: 'Inconnu',
    unknownText:
      'Ce réseau n’a émis aucun certificat portant ce numéro. Relisez-le lettre par lettre ; s’il est exact, ne vous y fiez pas.',
    firm: 'Entreprise',
    certifiedOn: 'Certifiée le',
    validUntil: 'Valable jusqu’au',
    issuedOn: 'Certificat émis le',
    checked: 'Ce qui vient d’être vérifié',
    checks: {
      signature: 'Le texte est signé de la clé de ce réseau et n’a pas changé.',
      number: 'Ce réseau a émis un certificat portant ce numéro.',
      standing: 'La certification de l’entreprise est en vigueur : ni suspendue, ni révoquée, ni retirée.',
      dates: 'Nous sommes entre ses dates.',
    },
    yes: 'Oui',
    no: 'Non',
    at: (moment) => `Vérifié le ${moment}`,
    limit:
      'Il ne dit pas quelles institutions reconnaissent l’entreprise : chacune a sa propre définition. Il ne dit rien de ses propriétaires.',
  },
});

type Verified = z.infer<NonNullable<typeof verifyCertificate.answer>>;
type Reason = Verified['reasons'][number];
type Check = keyof (typeof words)['en']['checks'];

const verdictOf = (c: PageContext, { valid, reasons, certificate }: Verified) => {
  const said = words[c.var.language];
  const { day } = formats(c.var.language);
  const has = (reason: Reason) => reasons.includes(reason);
  const { legalName = '', expiresOn = '' } = certificate?.credentialSubject ?? {};
  const told = (colour: Colour, title: string, text: string) => ({ colour, title, text });
  if (valid) return told('green', said.valid, said.validText(legalName, day(expiresOn)));
  if (has('signature') || !certificate) return told('red', said.forged, said.forgedText);
  if (has('revoked')) return told('red', said.revoked, said.revokedText(legalName));
  if (has('expired')) return told('orange', said.expired, said.expiredText(legalName, day(expiresOn)));
  return told('orange', said.notYet, said.notYetText(day(certificate.validFrom)));
};

const Result = ({ c, found, signed }: { c: PageContext; found: Verified; signed: boolean }) => {
  const { language } = c.var;
  const said = words[language];
  const f = formats(language);
  const { colour, title, text } = verdictOf(c, found);
  const { certificate, reasons } = found;
  const failed: Record<Check, boolean> = {
    signature: reasons.includes('signature'),
    number: false,
    standing: reasons.includes('revoked'),
    dates: reasons.includes('expired') || reasons.includes('not-yet'),
  };
  const checks: readonly Check[] = certificate ? [signed ? 'signature' : 'number', 'standing', 'dates'] : ['signature'];
  return (
    <>
      <h1 class="govuk-heading-l">
        <Tag colour={colour}>{title}</Tag>
        <span class="verdict">{text}</span>
      </h1>
      {certificate && (
        <SummaryList
          c={c}
          rows={[
            { key: said.firm, value: certificate.credentialSubject.legalName },
            { key: said.certifiedOn, value: f.day(certificate.credentialSubject.certifiedOn) },
            { key: said.validUntil, value: f.day(certificate.credentialSubject.expiresOn) },
            { key: said.issuedOn, value: f.day(certificate.validFrom) },
          ]}
        />
      )}
      <h2 class="govuk-heading-m">{said.checked}</h2>
      <ul class="govuk-list govuk-list--spaced">
        {checks.map((check) => (
          <li>
            <strong>{failed[check] ? said.no : said.yes}</strong> – {said.checks[check]}
          </li>
        ))}
      </ul>
      <p class="govuk-body">{said.at(f.moment(new Date()))}</p>
      <p class="govuk-inset-text">{said.limit}</p>
      <p class="govuk-body no-print">
        <a class="govuk-link" href={`/${language}/certificates`}>
          {said.another}
        </a>
      </p>
    </>
  );
};

const formPage = (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language, fields, kept } = c.var;
  const said = words[language];
  c.status(errors.length > 0 ? 422 : 200);
  return page(c, {
    title: said.title,
    failed: errors.length > 0,
    form: 'verify',
    scripts: ['autosave'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1 class="govuk-heading-l">{said.title}</h1>
        <p class="govuk-body-l">{said.lead}</p>
        {/* Sent in the body: an address would be kept in histories and logs. */}
        <form method="post" action={`/${language}/certificates`} id="verify" novalidate>
          <input type="hidden" name="form-token" value={c.var.session?.formToken ?? ''} />
          <TextArea
            language={language}
            name="certificate"
            label={said.field}
            hint={said.hint}
            value={textOf(kept ?? fields, 'certificate')}
            error={errorOf(errors, 'certificate')}
            rows={4}
            maximum={8000}
          />
          <Button>{said.verify}</Button>
        </form>
      </>
    ),
  });
};

const verify = async (c: PageContext) => {
  const { language, api, fields } = c.var;
  const switched = await c.var.switchLanguage(formPage, c);
  if (switched) return switched;
  const said = words[language];
  const text = textOf(fields, 'certificate').replaceAll(/\s+/g, '');
  const number = /crd_[0-9a-z]{26}/i.exec(text)?.[0].toLowerCase();
  if (number) return c.redirect(`/${language}/certificates/${number}`, 303);
  const isJwt = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) && text.length <= 8000;
  if (!isJwt) return formPage(c, [{ field: 'certificate', message: said.unreadable }]);
  const { body } = await api(verifyCertificate, { body: { jwt: text } });
  return page(c, {
    title: verdictOf(c, body).title,
    back: '/certificates',
    children: <Result c={c} found={body} signed />,
  });
};

/** Where the QR code leads. */
const certificatePage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = words[language];
  try {
    const credential = c.req.param('credential') as `crd_${string}`;
    const { body } = await api(readCertificate, { params: { credential } });
    return page(c, {
      title: verdictOf(c, body).title,
      back: '/certificates',
      children: <Result c={c} found={body} signed={false} />,
    });
  } catch (error) {
    if (!(error instanceof ApiRefusal) || ![404, 422].includes(error.problem.status)) throw error;
  }
  c.status(404);
  return page(c, {
    title: said.unknown,
    back: '/certificates',
    children: (
      <>
        <h1 class="govuk-heading-l">
          <Tag colour="red">{said.unknown}</Tag>
          <span class="verdict">{said.unknownText}</span>
        </h1>
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}/certificates`}>
            {said.another}
          </a>
        </p>
      </>
    ),
  });
};

/** Whether a certificate holds, for anyone who was shown one. */
export const certificatePages = () => {
  const pages = new Hono<Env>();
  pages.get('/', (c) => formPage(c));
  pages.post('/', verify);
  pages.get('/:credential', certificatePage);
  return pages;
};
