import type * as z from 'zod';
import { regionName } from '#definitions/asked.ts';
import { downloadRecognised, searchRecognised } from '#schemas/api/delivery.ts';
import { commodities } from '#schemas/commodities.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { Select, TextField } from '../parts/fields.tsx';
import { Button, ButtonLink } from '../parts/form.tsx';
import { Details, Table } from '../parts/show.tsx';
import { formats, typeset } from '../words/say.ts';
import { ownInstitution } from './own.ts';
import { institutionWords } from './words.ts';

type Found = z.output<NonNullable<typeof searchRecognised.answer>>;
type Hit = Found['vendors'][number];

const known: Record<string, Bilingual> = commodities;
const commodityText = (id: string, language: Language): string => known[id]?.[language] ?? id;

const perPage = 25;
const filters = ['words', 'commodity', 'region', 'criterion'] as const;
type Filter = Partial<Record<(typeof filters)[number], string>>;

/** What is searched for, from the address: what could be no region and no criterion is left out. */
const filterOf = (c: PageContext): Filter => {
  const asked = (name: string) => c.req.query(name)?.trim().slice(0, 200) || undefined;
  const [words, commodity, region, criterion] = filters.map(asked);
  return {
    ...(words && { words }),
    ...(commodity && { commodity }),
    ...(region && /^CA(?:-[A-Z]{2}(?:-[a-z]+)*)?$/.test(region) && { region }),
    ...(criterion && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(criterion) && { criterion }),
  };
};

/** What was found, as a reader knows it: names instead of codes. */
const textOf = (
  { field, text }: Hit['why'][number],
  criteria: ReadonlyMap<string, string>,
  language: Language,
): string => {
  if (field === 'commodity') return commodityText(text, language);
  if (field === 'place') return regionName(text, language);
  return field === 'criterion' ? (criteria.get(text) ?? text) : text;
};

/** The institution's vendors, and who of them can quote. The search is an address: it can be kept and passed on. */
export const vendorsPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = institutionWords[language];
  const institution = ownInstitution(c);
  const filter = filterOf(c);
  const number = Math.min(10_000, Math.max(1, Number.parseInt(c.req.query('page') ?? '', 10) || 1));
  const [{ body }, network] = await Promise.all([
    c.var.api(searchRecognised, {
      params: { institution },
      query: { ...filter, language, from: (number - 1) * perPage, limit: perPage },
    }),
    networkOf(c),
  ]);
  const own = network.institutions.find((one) => one.institution === institution);
  const filtered = Object.keys(filter).length > 0;
  const f = formats(language);
  const at = (path: string, query: Record<string, string> = {}) => {
    const search = new URLSearchParams(query).toString();
    return `/${language}/vendors${path}${search && `?${search}`}`;
  };
  const sorted = <T extends { text: string }>(all: readonly T[]) =>
    all.toSorted((a, b) => a.text.localeCompare(b.text, language));
  const criteria = new Map(body.facets.criteria.map(({ criterion, label }) => [String(criterion), label[language]]));
  const options = (value: string, text: string, count: number) => ({ value, text: said.choice(text, f.number(count)) });
  // What is chosen stays a choice, also where nothing is found with it.
  const chosen = (all: { value: string; text: string }[], value: string | undefined, text: (value: string) => string) =>
    sorted(value && !all.some((one) => one.value === value) ? [...all, options(value, text(value), 0)] : all);
  const regions = chosen(
    body.facets.regions.map((one) => options(one.region, regionName(one.region, language), one.count)),
    filter.region,
    (value) => regionName(value, language),
  );
  const criterionOptions = chosen(
    body.facets.criteria.map((one) => options(one.criterion, one.label[language], one.count)),
    filter.criterion,
    (value) => value,
  );
  const narrowed = filter.commodity !== undefined || filter.region !== undefined || filter.criterion !== undefined;
  return page(c, {
    title: said.title,
    wide: true,
    children: (
      <>
        <h1>{said.title}</h1>
        <p class="lead">{said.lead(own?.name[language] ?? institution)}</p>
        {!filtered && body.unfiltered === 0 ? (
          <p>{said.empty}</p>
        ) : (
          <>
            <search aria-label={said.filters}>
              <form method="get" action={at('')} class="filters">
                <TextField
                  language={language}
                  name="words"
                  label={said.words}
                  hint={said.wordsHint}
                  type="search"
                  value={filter.words}
                />
                <div class="actions">
                  <Button>{said.search}</Button>
                  {filtered && (
                    <ButtonLink href={at('')} kind="secondary">
                      {said.clear}
                    </ButtonLink>
                  )}
                </div>
                <Details summary={said.further} open={narrowed}>
                  <TextField
                    language={language}
                    name="commodity"
                    label={said.commodity}
                    hint={said.commodityHint}
                    type="search"
                    value={filter.commodity}
                  />
                  <Select
                    language={language}
                    name="region"
                    label={said.region}
                    value={filter.region}
                    options={regions}
                  />
                  {criterionOptions.length > 0 && (
                    <Select
                      language={language}
                      name="criterion"
                      label={said.criterion}
                      hint={said.criterionHint}
                      value={filter.criterion}
                      options={criterionOptions}
                    />
                  )}
                </Details>
              </form>
            </search>
            <div role="status">
              <p>
                <strong>{said.found(body.total, f.number(body.total))}</strong>
                {narrowed && body.unfiltered > body.total && ` · ${said.unfiltered(f.number(body.unfiltered))}`}
              </p>
              {body.corrected.map(({ typed, read }) => (
                <p class="note">{said.corrected(typed, read)}</p>
              ))}
              {body.without.length > 0 && <p class="note">{said.without(body.without.join(', '))}</p>}
            </div>
            {body.vendors.length === 0 ? (
              <p>{said.none}</p>
            ) : (
              <Table
                caption={said.title}
                hideCaption
                columns={[
                  {
                    head: said.name,
                    rowHeader: true,
                    cell: ({ vendor: { vendor }, why }: Hit) => (
                      <>
                        <a href={at(`/${vendor.id}`)}>{vendor.operatingName ?? vendor.legalName}</a>
                        {why.map((one) => (
                          <>
                            <br />
                            <small>
                              {typeset(
                                said.reason(
                                  one.word,
                                  said.fields[one.field],
                                  textOf(one, criteria, language),
                                  said.means[one.by],
                                ),
                                language,
                              )}
                            </small>
                          </>
                        ))}
                      </>
                    ),
                  },
                  {
                    head: said.sells,
                    cell: ({ vendor: one }) => {
                      const names = one.commodities.slice(0, 3).map(({ id }) => commodityText(id, language));
                      const left = one.commodities.length - names.length;
                      return [...names, ...(left > 0 ? [said.andMore(left)] : [])].join(', ');
                    },
                  },
                  {
                    head: said.where,
                    cell: ({ vendor: { places } }) => places.map((one) => regionName(one.region, language)).join(', '),
                  },
                  {
                    head: said.until,
                    cell: ({ vendor: { verdict } }) => (verdict.validUntil ? f.day(verdict.validUntil) : said.noEnd),
                  },
                ]}
                rows={body.vendors}
              />
            )}
            {(number > 1 || body.next !== undefined) && (
              <nav class="pages actions" aria-label={said.pages}>
                {number > 1 && (
                  <a rel="prev" href={at('', { ...filter, page: String(number - 1) })}>
                    {said.previous}
                  </a>
                )}
                {body.next !== undefined && (
                  <a rel="next" href={at('', { ...filter, page: String(number + 1) })}>
                    {said.next}
                  </a>
                )}
              </nav>
            )}
          </>
        )}
        <p class="actions">
          <a href={at('/download/csv', filter)} download>
            {filtered ? said.csvFound : said.csv}
          </a>
          <a href={at('/download/xlsx', filter)} download>
            {filtered ? said.xlsxFound : said.xlsx}
          </a>
          <a href={at('/delivery')}>{said.delivery}</a>
          <a href={at('/systems')}>{said.systems}</a>
          <a href={at('/definition')}>{said.definition}</a>
        </p>
      </>
    ),
  });
};

/** The file as the API made it, under the name it gave: what the page shows, all pages of it. */
export const download = async (c: PageContext) => {
  const format = c.req.param('format') === 'xlsx' ? 'xlsx' : 'csv';
  const { bytes, headers } = await c.var.api(downloadRecognised, {
    params: { institution: ownInstitution(c) },
    query: { format, language: c.var.language, ...filterOf(c) },
    headers: { accept: '*/*' },
  });
  c.header('content-type', headers.get('content-type') ?? 'application/octet-stream');
  const name = `attachment; filename="${ownInstitution(c)}.${format}"`;
  c.header('content-disposition', headers.get('content-disposition') ?? name);
  return c.body(bytes);
};
