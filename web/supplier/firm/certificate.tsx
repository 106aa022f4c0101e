import { portalPath } from '#schemas/addresses.ts';
import { issueCertificate, printCertificate, readIssued } from '#schemas/api/certificates.ts';
import { ifThere } from '#schemas/api/client.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { notFoundPage } from '../../layout/trouble.tsx';
import { Button, ButtonLink, Form } from '../../parts/form.tsx';
import { QrCode } from '../../parts/qr.tsx';
import { SummaryList } from '../../parts/show.tsx';
import { formats } from '../../words/say.ts';
import { certificateWords } from './certificate-words.ts';
import { firmOf, openFirm, vendorOf } from './firm.ts';

const issuedTo = async (c: PageContext) =>
  (await ifThere(c.var.api(readIssued, { params: { supplier: firmOf(c) } })))?.body;
type Issued = NonNullable<Awaited<ReturnType<typeof issuedTo>>>;

const Shown = ({ c, issued }: { c: PageContext; issued: Issued }) => {
  const { language } = c.var;
  const said = certificateWords[language];
  const f = formats(language);
  const { legalName, certifiedOn, expiresOn } = issued.certificate.credentialSubject;
  const verification = portalPath.certificate(issued.credential);
  const file = `/${language}/supplier/${firmOf(c)}/certificate`;
  return (
    <>
      <article class="certificate" aria-labelledby="firm">
        <div class="certificate__viaduct" />
        <div class="certificate__body">
          <p>{said.lead}</p>
          <h2 class="certificate__name" id="firm" dir="auto">
            {legalName}
          </h2>
          <p>{said.shown}</p>
          <SummaryList
            c={c}
            rows={[
              { key: said.certifiedOn, value: f.day(certifiedOn) },
              { key: said.validUntil, value: f.day(expiresOn) },
              { key: said.number, value: <code class="hash">{issued.credential}</code> },
            ]}
          />
          <div class="certificate__check">
            <QrCode text={`${c.var.origin}${verification}`} label={said.qr} />
            <div>
              <h3>{said.check}</h3>
              <p>{said.scan}</p>
              <p>
                <a href={`/${language}${verification}`}>{said.verify}</a>
              </p>
            </div>
          </div>
        </div>
      </article>
      <div class="no-print">
        <ButtonLink href={`${file}.pdf`}>{said.print}</ButtonLink>
        <p>{said.paper}</p>
        <h2 class="h3">{said.programs}</h2>
        <ul class="plain spaced">
          {(['jwt', 'json'] as const).map((ending) => (
            <li>
              <a href={`${file}.${ending}`} download>
                {said[ending]}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
};

/** The certificate that travels: made once, the same until what is on record changes. */
export const certificatePage = async (c: PageContext) => {
  const { language } = c.var;
  const said = certificateWords[language];
  const supplier = firmOf(c);
  const [firm, vendor] = await Promise.all([openFirm(c), vendorOf(c, supplier)]);
  if (!firm) return notFoundPage(c);
  const inForce = vendor?.status === 'active';
  const issued = inForce ? await issuedTo(c) : undefined;
  return page(c, {
    title: said.certificateTitle,
    back: `/supplier/${supplier}`,
    children: (
      <>
        <h1>{said.certificateTitle}</h1>
        <p>{said.certificateLead}</p>
        {!inForce && (
          <>
            <p class="note">{said.notInForce}</p>
            <ButtonLink href={`/${language}/supplier/${supplier}`}>{said.seeSubmissions}</ButtonLink>
          </>
        )}
        {issued && <Shown c={c} issued={issued} />}
        {inForce &&
          !issued &&
          (firm.role === 'reader' ? (
            <p>{said.onlyEditors}</p>
          ) : (
            <Form c={c}>
              <Button>{said.make}</Button>
            </Form>
          ))}
      </>
    ),
  });
};

export const makeCertificate = async (c: PageContext) => {
  const supplier = firmOf(c);
  await c.var.api(issueCertificate, {
    params: { supplier },
    // Two clicks make one.
    idempotencyKey: `${supplier}-certificate-${Math.floor(Date.now() / 60_000)}`,
  });
  return c.redirect(`/${c.var.language}/supplier/${supplier}/certificate`, 303);
};

const types = { pdf: 'application/pdf', jwt: 'application/vc+jwt', json: 'application/json; charset=utf-8' } as const;

export const certificateFile = async (c: PageContext) => {
  const ending = c.req.param('file')?.split('.').at(-1) as keyof typeof types;
  if (ending === 'pdf') {
    const paper = await ifThere(c.var.api(printCertificate, { params: { supplier: firmOf(c) } }));
    if (!paper) return notFoundPage(c);
    c.header('content-type', types.pdf);
    c.header('content-disposition', paper.headers.get('content-disposition') ?? 'attachment');
    return c.body(paper.bytes);
  }
  const issued = await issuedTo(c);
  if (!issued) return notFoundPage(c);
  c.header('content-type', types[ending]);
  c.header('content-disposition', `attachment; filename="passerelle-${issued.credential}.${ending}"`);
  return c.body(ending === 'jwt' ? issued.jwt : JSON.stringify(issued.certificate, null, 2));
};
