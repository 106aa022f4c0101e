import type * as z from 'zod';
import { listVendors } from '#schemas/api/registry.ts';
import { listCases } from '#schemas/api/review.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { type Bar, Bars } from '../parts/charts.tsx';
import { formats } from '../words/say.ts';
import { deliveriesOf } from './institutions.tsx';
import { OperatorNavigation } from './navigation.tsx';
import { operatorWords } from './words.ts';

type Case = z.output<NonNullable<typeof listCases.answer>>['cases'][number];
type Vendor = z.output<NonNullable<typeof listVendors.answer>>['vendors'][number];

const dayMilliseconds = 24 * 3600_000;
/** Pages of 100 records that one look reads at most. */
const mostPages = 5;

const pagesOf = async <T,>(
  read: (cursor: string | undefined) => Promise<{ items: T[]; next?: string | undefined }>,
) => {
  const all: T[] = [];
  let cursor: string | undefined;
  for (let turn = 0; turn < mostPages; turn++) {
    const { items, next } = await read(cursor);
    all.push(...items);
    cursor = next;
    if (!cursor) break;
  }
  return { all, more: cursor !== undefined };
};

const casesIn = (c: PageContext, view: 'unclaimed' | 'due-soon' | 'overdue' | 'waiting') =>
  pagesOf<Case>(async (cursor) => {
    const { body } = await c.var.api(listCases, { query: { view, limit: 100, ...(cursor && { cursor }) } });
    return { items: body.cases, next: body.next };
  });

const standingVendors = (c: PageContext) =>
  pagesOf<Vendor>(async (cursor) => {
    const { body } = await c.var.api(listVendors, { query: { limit: 100, ...(cursor && { cursor }) } });
    return { items: body.vendors, next: body.next };
  });

/** Values in steps: `[0, 7)`, `[7, 14)`, and what lies beyond the last. */
const inSteps = (values: readonly number[], steps: readonly number[]): number[] =>
  steps.map((from, index) => values.filter((one) => one >= from && one < (steps[index + 1] ?? Infinity)).length);

const lastMonths = (now: Date): string[] =>
  [5, 4, 3, 2, 1, 0].map((ago) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1)).toISOString().slice(0, 7),
  );

const ageSteps = [0, 3, 6, 11];
const endSteps = [0, 30, 60, 90];

/** Service levels as an operator needs them in the morning: what waits, how long, what ends, what is not delivered. */
export const glancePage = async (c: PageContext) => {
  const { language } = c.var;
  const said = operatorWords[language];
  const f = formats(language);
  const now = new Date();
  const views = ['unclaimed', 'due-soon', 'overdue', 'waiting'] as const;
  const [cases, vendors, deliveries] = await Promise.all([
    Promise.all(views.map((view) => casesIn(c, view))),
    standingVendors(c),
    deliveriesOf(c),
  ]);
  const bar = (name: string, value: number, more = false): Bar => ({
    name,
    value,
    text: more ? said.atLeast(f.number(value)) : f.number(value),
  });
  const open = new Map(cases.flatMap(({ all }) => all.map((one) => [one.submission, one])));
  const ages = inSteps(
    [...open.values()].map(({ openedAt }) => (now.getTime() - Date.parse(openedAt)) / dayMilliseconds),
    ageSteps,
  );
  const ends = inSteps(
    vendors.all.map(({ expiresOn }) => Math.max(0, (Date.parse(expiresOn) - now.getTime()) / dayMilliseconds)),
    endSteps,
  );
  const overdue = cases[2]?.all.length ?? 0;
  const month = (text: string) =>
    new Intl.DateTimeFormat(`${language}-CA`, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${text}-01`),
    );
  return page(c, {
    title: said.title,
    wide: true,
    children: (
      <>
        <h1 class="govuk-heading-l">{said.title}</h1>
        <OperatorNavigation c={c} />
        <p class="govuk-body-l">{said.standing(f.number(vendors.all.length))}</p>
        <p class="govuk-body">
          {overdue > 0 ? (
            <a class="govuk-link" href={`/${language}/cases?view=overdue`}>
              {said.overdueSome(f.number(overdue))}
            </a>
          ) : (
            said.overdueNone
          )}
        </p>
        {(vendors.more || cases.some(({ more }) => more)) && <p class="govuk-hint">{said.capped}</p>}
        <div class="charts">
          <Bars
            caption={said.cases}
            bars={views.map((view, index) => bar(said.view[view], cases[index]?.all.length ?? 0, cases[index]?.more))}
          />
          <Bars
            caption={said.ages}
            bars={ages.map((count, index) => {
              const from = ageSteps[index] ?? 0;
              const next = ageSteps[index + 1];
              return bar(next === undefined ? said.moreDays(from) : said.days(from, next - 1), count);
            })}
          />
          <Bars
            caption={said.certified}
            bars={lastMonths(now).map((one) =>
              bar(month(one), vendors.all.filter(({ certifiedOn }) => certifiedOn.startsWith(one)).length),
            )}
          />
          <Bars
            caption={said.expiring}
            bars={ends.map((count, index) => {
              const next = endSteps[index + 1];
              return bar(next === undefined ? said.later : said.within(next), count);
            })}
          />
          {deliveries.some(({ standing }) => standing.state !== 'none') ? (
            <Bars
              caption={said.lag}
              bars={deliveries
                .filter(({ standing }) => standing.state !== 'none')
                .map(({ institution, standing }) => bar(institution.name[language], standing.lag))}
            />
          ) : (
            <p class="govuk-body">{said.noLag}</p>
          )}
        </div>
      </>
    ),
  });
};
