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
import { SummaryList, Tag, type TagState } from '../parts/show.tsx';
import { formats } from '../words/say.ts';
import { certificateWords } from './certificate-words.ts';

type Verified = z.infer<NonNullable<typeof verifyCertificate.answer>>;
type Reason = Verified['reasons'][number];
type Check = keyof (typeof certificateWords)['en']['checks'];

const verdictOf = (c: PageContext, { valid, reasons, certificate }: Verified) => {
  const said = certificateWords[c.var.language];
  const { day } = formats(c.var.language);
  const has = (reason: Reason) => reasons.includes(reason);
  const { legalName = '', expiresOn = '' } = certificate?.credentialSubject ?? {};
  const told = (colour: TagState, title: string, text: string) => ({ colour, title, text });
  if (valid) return told('yes', said.valid, said.validText(legalName, day(expiresOn)));
  if (has('signature') || !certificate) return told('no', said.forged, said.forgedText);
  if (has('revoked')) return told('no', said.revoked, said.revokedText(legalName));
  if (has('expired')) return told('near', said.expired, said.expiredText(legalName, day(expiresOn)));
  return told('near', said.notYet, said.notYetText(day(certificate.validFrom)));
};

const Result = ({ c, found, signed }: { c: PageContext; found: Verified; signed: boolean }) => {
  const { language } = c.var;
  const said = certificateWords[language];
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
      <h1>
        <Tag state={colour}>{title}</Tag>
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
      <h2>{said.checked}</h2>
      <ul class="plain spaced">
        {checks.map((check) => (
          <li>
            <strong>{failed[check] ? said.no : said.yes}</strong> – {said.checks[check]}
          </li>
        ))}
      </ul>
      <p>{said.at(f.moment(new Date()))}</p>
      <p class="note">{said.limit}</p>
      <p class="no-print">
        <a href={`/${language}/certificates`}>{said.another}</a>
      </p>
    </>
  );
};

const formPage = (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language, fields, kept } = c.var;
  const said = certificateWords[language];
  c.status(errors.length > 0 ? 422 : 200);
  return page(c, {
    title: said.title,
    failed: errors.length > 0,
    form: 'verify',
    scripts: ['autosave'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.title}</h1>
        <p class="lead">{said.lead}</p>
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
  const said = certificateWords[language];
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
  const said = certificateWords[language];
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
        <h1>
          <Tag state="no">{said.unknown}</Tag>
          <span class="verdict">{said.unknownText}</span>
        </h1>
        <p>
          <a href={`/${language}/certificates`}>{said.another}</a>
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
