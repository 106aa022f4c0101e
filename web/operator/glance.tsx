import type * as z from 'zod';
import { listRecognition } from '#schemas/api/delivery.ts';
import { listVendors } from '#schemas/api/registry.ts';
import { readServiceLevels } from '#schemas/api/review.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { type Bar, Bars, Columns } from '../parts/charts.tsx';
import { formats } from '../words/say.ts';
import { deliveriesOf } from './institutions.tsx';
import { OperatorNavigation } from './navigation.tsx';
import { operatorWords } from './words.ts';

type Levels = z.output<NonNullable<typeof readServiceLevels.answer>>;
type Vendor = z.output<NonNullable<typeof listVendors.answer>>['vendors'][number];

const dayMilliseconds = 24 * 3600_000;
/** Pages of 100 vendors that one look reads at most: those that end first. */
const mostPages = 5;

const standingVendors = async (c: PageContext) => {
  const all: Vendor[] = [];
  let cursor: string | undefined;
  for (let turn = 0; turn < mostPages; turn++) {
    const { body } = await c.var.api(listVendors, { query: { limit: 100, ...(cursor && { cursor }) } });
    all.push(...body.vendors);
    cursor = body.next;
    if (!cursor) break;
  }
  return { all, more: cursor !== undefined };
};

/** Values in steps: `[0, 3)`, `[3, 6)`, and what lies beyond the last. */
const inSteps = (values: readonly { at: number; count: number }[], steps: readonly number[]): number[] =>
  steps.map((from, index) =>
    values
      .filter(({ at }) => at >= from && at < (steps[index + 1] ?? Number.POSITIVE_INFINITY))
      .reduce((sum, { count }) => sum + count, 0),
  );

const durationSteps = [0, 3, 6, 11, 15];
const endSteps = [0, 30, 60, 90];

/** The day by which half of what was decided was decided. */
const median = ({ daysToDecision, decided }: Levels): number | undefined => {
  let seen = 0;
  for (const { days, cases } of daysToDecision) {
    seen += cases;
    if (seen * 2 >= decided) return days;
  }
  return undefined;
};

/** Service levels as an operator needs them in the morning: what came, what waits, how long, who recognises, what ends. */
export const glancePage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = operatorWords[language];
  const f = formats(language);
  const [{ body: levels }, { body: recognition }, vendors, deliveries, network] = await Promise.all([
    api(readServiceLevels, { query: { weeks: 12 } }),
    api(listRecognition, {}),
    standingVendors(c),
    deliveriesOf(c),
    networkOf(c),
  ]);
  const now = Date.now();
  const bar = (name: string, value: number): Bar => ({ name, value, text: f.number(value) });
  const spans = inSteps(
    levels.daysToDecision.map(({ days, cases }) => ({ at: days, count: cases })),
    durationSteps,
  );
  const ends = inSteps(
    vendors.all.map(({ expiresOn }) => ({
      at: Math.max(0, (Date.parse(expiresOn) - now) / dayMilliseconds),
      count: 1,
    })),
    endSteps,
  );
  const nameOf = new Map(network.institutions.map(({ institution, name }) => [institution, name[language]]));
  const half = median(levels);
  const endpoints = deliveries.filter(({ standing }) => standing.state !== 'none');
  return page(c, {
    title: said.title,
    wide: true,
    children: (
      <>
        <h1>{said.title}</h1>
        <OperatorNavigation c={c} />
        <ul class="numbers">
          <li>
            <strong>{vendors.more ? said.atLeast(f.number(vendors.all.length)) : f.number(vendors.all.length)}</strong>{' '}
            {said.certified(vendors.all.length)}
          </li>
          <li>
            <strong>{f.number(levels.open)}</strong> {said.open(levels.open)}
          </li>
          <li>
            <strong>{f.number(levels.waiting)}</strong> {said.waitingForSupplier(levels.waiting)}
          </li>
          <li>
            <strong>{half === undefined ? '–' : said.dayCount(half)}</strong> {said.half(levels.reviewDays)}
          </li>
        </ul>
        <p>
          {levels.overdue > 0 ? <strong>{said.overdueSome(f.number(levels.overdue))}</strong> : said.overdueNone}{' '}
          {levels.decided > 0 && said.inTime(f.number(levels.inTime), f.number(levels.decided))}
        </p>
        <div class="charts">
          <Columns
            language={language}
            caption={said.byWeek}
            step={said.week}
            steps={levels.weeks.map(({ from }) => f.day(from))}
            series={[
              { name: said.submitted, values: levels.weeks.map(({ submitted }) => submitted) },
              { name: said.approved, values: levels.weeks.map(({ approved }) => approved) },
              { name: said.rejected, values: levels.weeks.map(({ rejected }) => rejected) },
              { name: said.ended, values: levels.weeks.map(({ ended }) => ended) },
            ]}
            table={said.asTable}
            number={f.number}
          />
          <Bars
            caption={said.durations}
            bars={spans.map((count, index) => {
              const from = durationSteps[index] ?? 0;
              const next = durationSteps[index + 1];
              return bar(next === undefined ? said.moreDays(from) : said.days(from, next - 1), count);
            })}
          />
          <Bars
            caption={said.recognised}
            bars={recognition.institutions
              .map(({ institution, recognised }) => ({
                ...bar(nameOf.get(institution) ?? institution, recognised ?? 0),
                ...(recognised === undefined && { text: '–' }),
              }))
              .sort((a, b) => b.value - a.value || a.name.localeCompare(b.name, language))}
          />
          <div>
            <Bars
              caption={said.expiring}
              bars={ends.map((count, index) => {
                const next = endSteps[index + 1];
                return bar(next === undefined ? said.later : said.within(next), count);
              })}
            />
            {vendors.more && <p class="hint">{said.capped}</p>}
            {endpoints.length > 0 ? (
              <Bars
                caption={said.lag}
                bars={endpoints.map(({ institution, standing }) => bar(institution.name[language], standing.lag))}
              />
            ) : (
              <p>{said.noLag}</p>
            )}
          </div>
        </div>
      </>
    ),
  });
};
