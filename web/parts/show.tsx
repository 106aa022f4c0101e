import type { Child } from 'hono/jsx';
import type { PageContext } from '../context.ts';
import { partWords } from './words.ts';

export type Colour = 'grey' | 'green' | 'turquoise' | 'blue' | 'yellow' | 'orange' | 'red' | 'purple';

/** A state in words; the colour only repeats them. */
export const Tag = ({ colour, children }: { colour?: Colour; children?: Child }) => (
  <strong class={`govuk-tag${colour ? ` govuk-tag--${colour}` : ''}`}>{children}</strong>
);

export type Row = {
  key: string;
  value: Child;
  /** Where it can be changed, without the language; the link says what it changes. */
  change?: string | undefined;
};

export const SummaryList = ({ c, rows }: { c: PageContext; rows: readonly Row[] }) => (
  <dl class="govuk-summary-list">
    {rows.map(({ key, value, change }) => (
      <div class={`govuk-summary-list__row${change ? '' : ' govuk-summary-list__row--no-actions'}`}>
        <dt class="govuk-summary-list__key">{key}</dt>
        <dd class="govuk-summary-list__value">{value}</dd>
        {change && (
          <dd class="govuk-summary-list__actions">
            <a class="govuk-link" href={`/${c.var.language}${change}`}>
              {partWords[c.var.language].change}
              <span class="govuk-visually-hidden"> – {key}</span>
            </a>
          </dd>
        )}
      </div>
    ))}
  </dl>
);

export type Task = { name: string; path: string; status: Child; hint?: string | undefined };

/** Tasks in any order, each with its status in words. */
export const TaskList = ({ c, tasks }: { c: PageContext; tasks: readonly Task[] }) => (
  <ul class="govuk-task-list">
    {tasks.map(({ name, path, status, hint }) => {
      const id = `task-${path.replaceAll(/[^a-z0-9]+/gi, '-')}`;
      return (
        <li class="govuk-task-list__item govuk-task-list__item--with-link">
          <div class="govuk-task-list__name-and-hint">
            <a
              class="govuk-link govuk-task-list__link"
              href={`/${c.var.language}${path}`}
              aria-describedby={`${id}-status${hint ? ` ${id}-hint` : ''}`}
            >
              {name}
            </a>
            {hint && (
              <div id={`${id}-hint`} class="govuk-task-list__hint">
                {hint}
              </div>
            )}
          </div>
          <div class="govuk-task-list__status" id={`${id}-status`}>
            {status}
          </div>
        </li>
      );
    })}
  </ul>
);

export type Moment = { title: Child; when: Child; text?: Child; now?: boolean; ahead?: boolean };

/** What happened, what happens now and what comes next, in that order. */
export const Timeline = ({ moments }: { moments: readonly Moment[] }) => (
  <ol class="timeline">
    {moments.map(({ title, when, text, now, ahead }) => (
      <li
        class={`timeline__item${now ? ' timeline__item--now' : ''}${ahead ? ' timeline__item--ahead' : ''}`}
        aria-current={now ? 'step' : undefined}
      >
        <p class="timeline__title">{title}</p>
        <p class="timeline__when">{when}</p>
        {text && <p class="govuk-body timeline__text">{text}</p>}
      </li>
    ))}
  </ol>
);

export type Column<T> = {
  head: string;
  cell: (row: T) => Child;
  numeric?: boolean;
  /** The cell names its row. */
  rowHeader?: boolean;
};

/** A table; on a narrow screen each row stands by itself, with the heads beside its cells. */
export const Table = <T,>(props: {
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column<T>[];
  rows: readonly T[];
}) => (
  <table class="govuk-table rows">
    <caption class={props.hideCaption ? 'govuk-visually-hidden' : 'govuk-table__caption govuk-table__caption--m'}>
      {props.caption}
    </caption>
    <thead class="govuk-table__head">
      <tr class="govuk-table__row">
        {props.columns.map(({ head, numeric }) => (
          <th scope="col" class={`govuk-table__header${numeric ? ' govuk-table__header--numeric' : ''}`}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody class="govuk-table__body">
      {props.rows.map((row) => (
        <tr class="govuk-table__row">
          {props.columns.map(({ head, cell, numeric, rowHeader }) =>
            rowHeader ? (
              <th scope="row" class="govuk-table__header">
                {cell(row)}
              </th>
            ) : (
              <td class={`govuk-table__cell${numeric ? ' govuk-table__cell--numeric' : ''}`} data-head={head}>
                {cell(row)}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

/** Something that just happened or must be known before going on. */
export const Banner = (props: { c: PageContext; kind?: 'success'; title?: string; children?: Child }) => {
  const words = partWords[props.c.var.language];
  const title = props.title ?? (props.kind ? words.success : words.important);
  return (
    <section
      class={`govuk-notification-banner${props.kind ? ' govuk-notification-banner--success' : ''}`}
      role={props.kind && 'alert'}
      aria-label={title}
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title">{title}</h2>
      </div>
      <div class="govuk-notification-banner__content">{props.children}</div>
    </section>
  );
};

/** What was just done, where the address that a form leads back to names it: `?done=`. */
export const Done = ({ c, said }: { c: PageContext; said: Readonly<Record<string, string>> }) => {
  const done = c.req.query('done') ?? '';
  return Object.hasOwn(said, done) ? (
    <Banner c={c} kind="success">
      <p class="govuk-body">{said[done]}</p>
    </Banner>
  ) : null;
};

export const Details = ({ summary, open, children }: { summary: string; open?: boolean; children?: Child }) => (
  <details class="govuk-details" open={open}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{summary}</span>
    </summary>
    <div class="govuk-details__text">{children}</div>
  </details>
);
