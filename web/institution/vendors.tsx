import { regionName } from '#definitions/asked.ts';
import { unaccented } from '#definitions/unaccented.ts';
import { downloadRecognised } from '#schemas/api/delivery.ts';
import { commodities } from '#schemas/commodities.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { Select, TextField } from '../parts/fields.tsx';
import { Button, ButtonLink } from '../parts/form.tsx';
import { Banner, Table } from '../parts/show.tsx';
import { formats, typeset } from '../words/say.ts';
import { ownInstitution, recognisedVendors, type Vendor } from './own.ts';
import { institutionWords } from './words.ts';

const known: Record<string, Bilingual> = commodities;
const commodityText = (id: string, language: Language): string => known[id]?.[language] ?? id;

type Filter = { words: string; commodity: string; region: string; criterion: string };

const inBoth = (id: string): string => `${known[id]?.fr ?? ''} ${known[id]?.en ?? ''}`;

/** A segment, family or class of UNSPSC, its code filled with zeros or not, means all that is in it. */
const sells = (one: Vendor, asked: string): boolean => {
  const code = asked.replace(/\s/g, '');
  if (/^\d{2,8}$/.test(code)) {
    const level = code.replace(/(?:00)+$/, '');
    return one.commodities.some(({ id }) => id.startsWith(level));
  }
  const words = unaccented(asked).split(/\s+/);
  return one.commodities.some(({ id }) => words.every((word) => unaccented(inBoth(id)).includes(word)));
};

/** Every word must be there, whichever language it is in. */
const fits = (one: Vendor, filter: Filter): boolean => {
  const { legalName, operatingName = '' } = one.vendor;
  const places = one.places.map(({ region }) => `${regionName(region, 'fr')} ${regionName(region, 'en')}`);
  const said = unaccented(
    [legalName, operatingName, ...places, ...one.commodities.map(({ id }) => inBoth(id))].join(' '),
  );
  const every = (text: string, within: string) =>
    unaccented(text)
      .split(/\s+/)
      .every((word) => within.includes(word));
  return (
    every(filter.words, said) &&
    (filter.commodity === '' || sells(one, filter.commodity)) &&
    (filter.region === '' || one.places.some(({ region }) => `${region}-`.startsWith(`${filter.region}-`))) &&
    (filter.criterion === '' ||
      (one.criteria ?? []).some(({ id, state }) => id === filter.criterion && state === 'met'))
  );
};

/** What the list itself offers to choose from. */
const choicesOf = (vendors: readonly Vendor[], language: Language) => {
  // A town is found by its province too.
  const regions = new Set(
    vendors.flatMap(({ places }) => places.flatMap(({ region }) => [region, region.split('-').slice(0, 2).join('-')])),
  );
  const criteria = new Map(
    vendors.flatMap(({ criteria = [] }) => criteria.map(({ id, label }) => [id, label[language]])),
  );
  const sorted = (all: readonly { value: string; text: string }[]) =>
    all.toSorted((a, b) => a.text.localeCompare(b.text, language));
  return {
    regions: sorted([...regions].map((value) => ({ value, text: regionName(value, language) }))),
    criteria: sorted([...criteria].map(([value, text]) => ({ value, text }))),
  };
};

/** The institution's vendors, and who of them can quote. The search is an address: it can be kept and passed on. */
export const vendorsPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = institutionWords[language];
  const institution = ownInstitution(c);
  const [{ vendors, more }, network] = await Promise.all([recognisedVendors(c), networkOf(c)]);
  const own = network.institutions.find((one) => one.institution === institution);
  const asked = (name: string) => c.req.query(name)?.trim().slice(0, 200) ?? '';
  const filter = {
    words: asked('words'),
    commodity: asked('commodity'),
    region: asked('region'),
    criterion: asked('criterion'),
  };
  const filtered = Object.values(filter).some(Boolean);
  const shown = vendors.filter((one) => fits(one, filter));
  const choices = choicesOf(vendors, language);
  const f = formats(language);
  const at = (path: string) => `/${language}/vendors${path}`;
  return page(c, {
    title: said.title,
    wide: true,
    children: (
      <>
        <h1>{said.title}</h1>
        <p class="lead lead">{said.lead(own?.name[language] ?? institution)}</p>
        <p class="actions">
          <a href={at('/download/csv')} download>
            {said.csv}
          </a>
          <a href={at('/download/xlsx')} download>
            {said.xlsx}
          </a>
          <a href={at('/delivery')}>{said.delivery}</a>
          <a href={at('/systems')}>{said.systems}</a>
          <a href={at('/definition')}>{said.definition}</a>
        </p>
        {vendors.length === 0 ? (
          <p>{said.empty}</p>
        ) : (
          <>
            <search aria-label={said.filters}>
              <form method="get" action={at('')} class="filters">
                <TextField
                  language={language}
                  name="commodity"
                  label={said.commodity}
                  hint={said.commodityHint}
                  type="search"
                  value={filter.commodity}
                />
                <TextField language={language} name="words" label={said.words} type="search" value={filter.words} />
                <Select
                  language={language}
                  name="region"
                  label={said.region}
                  value={filter.region}
                  options={choices.regions}
                />
                {choices.criteria.length > 0 && (
                  <Select
                    language={language}
                    name="criterion"
                    label={said.criterion}
                    hint={said.criterionHint}
                    value={filter.criterion}
                    options={choices.criteria}
                  />
                )}
                <div class="actions">
                  <Button>{said.search}</Button>
                  {filtered && (
                    <ButtonLink href={at('')} kind="secondary">
                      {said.clear}
                    </ButtonLink>
                  )}
                </div>
              </form>
            </search>
            {more && (
              <Banner c={c}>
                <p>{said.more}</p>
              </Banner>
            )}
            <p role="status">{said.found(f.number(shown.length), f.number(vendors.length))}</p>
            {shown.length === 0 ? (
              <p>{said.none}</p>
            ) : (
              <Table
                caption={said.title}
                hideCaption
                columns={[
                  {
                    head: said.name,
                    rowHeader: true,
                    cell: ({ vendor }) => <a href={at(`/${vendor.id}`)}>{vendor.operatingName ?? vendor.legalName}</a>,
                  },
                  {
                    head: said.sells,
                    cell: (one) => {
                      const names = one.commodities.slice(0, 3).map(({ id }) => commodityText(id, language));
                      const left = one.commodities.length - names.length;
                      return [...names, ...(left > 0 ? [said.andMore(left)] : [])].join(', ');
                    },
                  },
                  {
                    head: said.where,
                    cell: ({ places }) => places.map(({ region }) => regionName(region, language)).join(', '),
                  },
                  { head: said.whyHead, cell: ({ verdict }) => typeset(verdict.text[language], language) },
                  {
                    head: said.until,
                    cell: ({ verdict }) => (verdict.validUntil ? f.day(verdict.validUntil) : said.noEnd),
                  },
                ]}
                rows={shown}
              />
            )}
          </>
        )}
      </>
    ),
  });
};

/** The file as the API made it, under the name it gave. */
export const download = async (c: PageContext) => {
  const format = c.req.param('format') === 'xlsx' ? 'xlsx' : 'csv';
  const { bytes, headers } = await c.var.api(downloadRecognised, {
    params: { institution: ownInstitution(c) },
    query: { format, language: c.var.language },
    headers: { accept: '*/*' },
  });
  c.header('content-type', headers.get('content-type') ?? 'application/octet-stream');
  const name = `attachment; filename="${ownInstitution(c)}.${format}"`;
  c.header('content-disposition', headers.get('content-disposition') ?? name);
  return c.body(bytes);
};
