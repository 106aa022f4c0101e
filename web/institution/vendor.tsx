import { regionName } from '#definitions/asked.ts';
import { readRecognised } from '#schemas/api/delivery.ts';
import { commodities } from '#schemas/commodities.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { type Colour, SummaryList, Tag } from '../parts/show.tsx';
import { formats, typeset } from '../words/say.ts';
import { ownInstitution, type Vendor } from './own.ts';
import { institutionWords } from './words.ts';

const known: Record<string, Bilingual> = commodities;
const colours: Record<'met' | 'unmet' | 'unknown', Colour> = { met: 'green', unmet: 'grey', unknown: 'yellow' };

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
        <h1 class="govuk-heading-l">{name}</h1>
        <p class="govuk-body">
          <Tag colour="green">{said.verdict}</Tag>{' '}
          {verdict.validUntil ? `${said.until} ${f.day(verdict.validUntil)}` : said.noEnd}
        </p>
        <h2 class="govuk-heading-m">{said.why}</h2>
        <p class="govuk-inset-text">{typeset(verdict.text[language], language)}</p>
        {verdict.assurance && (
          <p class="govuk-body">
            {said.assurance} {said.assured[verdict.assurance]} · {verdict.definition},{' '}
            {said.version(verdict.definitionVersion)}
          </p>
        )}
        <h3 class="govuk-heading-s">{said.criteria}</h3>
        {criteria ? (
          <ul class="govuk-list">
            {criteria.map(({ id, label, state, text }) => (
              <li id={id}>
                <Tag colour={colours[state]}>{said.state[state]}</Tag> <strong>{label[language]}</strong>
                <br />
                {text[language]}
              </li>
            ))}
          </ul>
        ) : (
          <p class="govuk-body">{said.noCriteria}</p>
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
                  <a class="govuk-link" href={`mailto:${vendor.email}`}>
                    {vendor.email}
                  </a>
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
