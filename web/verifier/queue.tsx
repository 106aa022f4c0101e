import { listCases, queueViews } from '#schemas/api/review.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { Done, Table, Tag } from '../parts/show.tsx';
import { formats } from '../words/say.ts';
import { verifierNames } from './names.ts';
import { queueWords } from './queue-words.ts';

type View = (typeof queueViews)[number];

const viewOf = (text: string | undefined): View => queueViews.find((view) => view === text) ?? 'unclaimed';

/** Who holds a case, as the caller reads it. */
/** Who holds a case, as a sentence goes on. */
export const holderText = (
  c: PageContext,
  { holder, heldUntil }: { holder?: string | undefined; heldUntil?: string | undefined },
  names: ReadonlyMap<string, string>,
): string => {
  const said = queueWords[c.var.language];
  // A hold that ran out is none.
  if (!holder || !heldUntil || new Date(heldUntil) < new Date()) return said.nobody;
  const who = holder === c.var.session?.person ? said.you : (names.get(holder) ?? said.someone(holder));
  return `${who}, ${said.until(formats(c.var.language).moment(heldUntil))}`;
};

const beginning = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The queue, earliest due first; a page of it at a time. */
export const queuePage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = queueWords[language];
  const view = viewOf(c.req.query('view'));
  const cursor = c.req.query('cursor');
  const [{ body }, names] = await Promise.all([
    api(listCases, { query: { view, ...(cursor && { cursor }) } }),
    verifierNames(c),
  ]);
  const at = (query: string) => `/${language}/cases?${query}`;
  const f = formats(language);
  return page(c, {
    title: `${said.queueTitle} – ${said.view[view]}`,
    wide: true,
    children: (
      <>
        <Done c={c} said={said.done} />
        <h1>{said.queueTitle}</h1>
        <nav aria-label={said.views}>
          <ul class="tabs">
            {queueViews.map((one) => (
              <li>
                <a class="tabs__tab" href={at(`view=${one}`)} aria-current={one === view ? 'page' : undefined}>
                  {said.view[one]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {body.cases.length === 0 ? (
          <p>{said.none[view]}</p>
        ) : (
          <Table
            caption={said.view[view]}
            columns={[
              {
                head: said.supplier,
                rowHeader: true,
                cell: (one) => (
                  <>
                    <a href={`/${language}/cases/${one.submission}`}>{one.supplierName}</a>
                    {one.possibleDuplicate && (
                      <>
                        {' '}
                        <Tag state="near">{said.duplicate}</Tag>
                      </>
                    )}
                  </>
                ),
              },
              { head: said.needs, cell: (one) => `${said.need[one.needs]} · ${said.kind[one.kind]}` },
              {
                head: said.due,
                cell: (one) => (
                  <>
                    {f.day(one.dueAt)}{' '}
                    {one.needs !== 'answer' && new Date(one.dueAt) < new Date() && <Tag state="no">{said.overdue}</Tag>}
                  </>
                ),
              },
              { head: said.holder, cell: (one) => beginning(holderText(c, one, names)) },
            ]}
            rows={body.cases}
          />
        )}
        {(cursor || body.next) && (
          <nav class="pages" aria-label={said.pages}>
            {cursor && <a href={at(`view=${view}`)}>{said.first}</a>}
            {body.next && (
              <a rel="next" href={at(`view=${view}&cursor=${encodeURIComponent(body.next)}`)}>
                {said.next}
              </a>
            )}
          </nav>
        )}
      </>
    ),
  });
};
