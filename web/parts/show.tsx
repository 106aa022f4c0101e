import type { Child } from 'hono/jsx';
import type { PageContext } from '../context.ts';
import { partWords } from './words.ts';

export type TagState = 'yes' | 'no' | 'near' | 'late' | 'unknown' | 'off' | 'info';

/** A state: a sign, its words, then a colour; without a state, something to know. */
export const Tag = ({ state, children }: { state?: TagState; children?: Child }) => (
  <strong class={`tag${state ? ` tag--${state}` : ''}`}>{children}</strong>
);

export type Row = {
  key: string;
  value: Child;
  /** Where it can be changed, without the language; the link says what it changes. */
  change?: string | undefined;
};

export const SummaryList = ({ c, rows }: { c: PageContext; rows: readonly Row[] }) => (
  <dl class="summary">
    {rows.map(({ key, value, change }) => (
      <div class={`${change ? '' : ' '}`}>
        <dt>{key}</dt>
        <dd>{value}</dd>
        {change && (
          <dd class="summary__action">
            <a href={`/${c.var.language}${change}`}>
              {partWords[c.var.language].change}
              <span class="vh"> – {key}</span>
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
  <ul class="tasks">
    {tasks.map(({ name, path, status, hint }) => {
      const id = `task-${path.replaceAll(/[^a-z0-9]+/gi, '-')}`;
      return (
        <li class="task">
          <div>
            <a
              class="task__name"
              href={`/${c.var.language}${path}`}
              aria-describedby={`${id}-status${hint ? ` ${id}-hint` : ''}`}
            >
              {name}
            </a>
            {hint && (
              <div id={`${id}-hint`} class="hint">
                {hint}
              </div>
            )}
          </div>
          <div id={`${id}-status`}>{status}</div>
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
        {text && <p class="timeline__text">{text}</p>}
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
  <table class="rows">
    <caption class={props.hideCaption ? 'vh' : ' '}>{props.caption}</caption>
    <thead>
      <tr>
        {props.columns.map(({ head, numeric }) => (
          <th scope="col" class={`${numeric ? ' n' : ''}`}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {props.rows.map((row) => (
        <tr>
          {props.columns.map(({ head, cell, numeric, rowHeader }) =>
            rowHeader ? (
              <th scope="row">{cell(row)}</th>
            ) : (
              <td class={`${numeric ? ' n' : ''}`} data-head={head}>
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
    <section class={`banner${props.kind ? ' banner--success' : ''}`} role={props.kind && 'alert'} aria-label={title}>
      <div>
        <h2 class="banner__title">{title}</h2>
      </div>
      <div class="banner__content">{props.children}</div>
    </section>
  );
};

/** What was just done, where the address that a form leads back to names it: `?done=`. */
export const Done = ({ c, said }: { c: PageContext; said: Readonly<Record<string, string>> }) => {
  const done = c.req.query('done') ?? '';
  return Object.hasOwn(said, done) ? (
    <Banner c={c} kind="success">
      <p>{said[done]}</p>
    </Banner>
  ) : null;
};

export const Details = ({ summary, open, children }: { summary: string; open?: boolean; children?: Child }) => (
  <details open={open}>
    <summary>
      <span>{summary}</span>
    </summary>
    <div class="inside">{children}</div>
  </details>
);
