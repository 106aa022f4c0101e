import { regionName } from '#definitions/asked.ts';
import { readRecognised } from '#schemas/api/delivery.ts';
import { commodities } from '#schemas/commodities.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { SummaryList, Tag, type TagState } from '../parts/show.tsx';
import { formats, typeset } from '../words/say.ts';
import { ownInstitution, type Vendor } from './own.ts';
import { institutionWords } from './words.ts';

const known: Record<string, Bilingual> = commodities;
const colours: Record<'met' | 'unmet' | 'unknown', TagState> = { met: 'yes', unmet: 'off', unknown: 'near' };

/** One vendor: the verdict under the institution's own definition, and why, as far as the vendor lets it be seen. */
export const vendorPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = institutionWords[language];
  const { body } = await c.var.api(readRecognised, {
    params: { institution: ownInstitution(c), vendor: c.req.param('vendor') as Vendor['vendor']['id'] },
  });
  const { vendor, verdict, certification, criteria } = body;
  const f = formats(language);
  const name = vendor.operatingName ?? vendor.legalName;
  return page(c, {
    title: name,
    back: '/vendors',
    children: (
      <>
        <h1>{name}</h1>
        <p>
          <Tag state="yes">{said.verdict}</Tag>{' '}
          {verdict.validUntil ? `${said.until} ${f.day(verdict.validUntil)}` : said.noEnd}
        </p>
        <h2>{said.why}</h2>
        <p class="note">{typeset(verdict.text[language], language)}</p>
        {verdict.assurance && (
          <p>
            {said.assurance} {said.assured[verdict.assurance]} · {verdict.definition},{' '}
            {said.version(verdict.definitionVersion)}
          </p>
        )}
        <h3>{said.criteria}</h3>
        {criteria ? (
          <ul class="plain">
            {criteria.map(({ id, label, state, text }) => (
              <li id={id}>
                <Tag state={colours[state]}>{said.state[state]}</Tag> <strong>{label[language]}</strong>
                <br />
                {text[language]}
              </li>
            ))}
          </ul>
        ) : (
          <p>{said.noCriteria}</p>
        )}
        <SummaryList
          c={c}
          rows={[
            { key: said.identifiers, value: vendor.identifiers.map(({ scheme, id }) => `${scheme} ${id}`).join(', ') },
            {
              key: said.contact,
              value: (
                <>
                  {vendor.legalName}
                  <br />
                  <a href={`mailto:${vendor.email}`}>{vendor.email}</a>
                  {vendor.phone && (
                    <>
                      <br />
                      {vendor.phone}
                    </>
                  )}
                </>
              ),
            },
            {
              key: said.sells,
              value: body.commodities.map(({ id }) => `${known[id]?.[language] ?? ''} (${id})`).join(', '),
            },
            {
              key: said.where,
              value: body.places
                .map(({ region, head }) => [regionName(region, language), head && said.head].filter(Boolean).join(', '))
                .join(' · '),
            },
            {
              key: said.certifiedOn,
              value: `${f.day(certification.certifiedOn)}, ${said.version(certification.version)}`,
            },
            { key: said.expiresOn, value: f.day(certification.expiresOn) },
          ]}
        />
      </>
    ),
  });
};
