import { ifThere } from '#schemas/api/client.ts';
import { listAudit, proveInclusion, readAuditHead } from '#schemas/api/trust.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary } from '../parts/errors.tsx';
import { TextField } from '../parts/fields.tsx';
import { Button, ButtonLink } from '../parts/form.tsx';
import { SummaryList, Table } from '../parts/show.tsx';
import { formats } from '../words/say.ts';
import { auditWords } from './audit-words.ts';
import { OperatorNavigation } from './navigation.tsx';
import { operatorWords } from './words.ts';

/** What is asked for may not be there yet: the first head is signed with the first full hour. */
const ifSigned = <T,>(asked: Promise<T>) => ifThere(asked, [404, 409]);

export const auditPage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = auditWords[language];
  const shared = operatorWords[language];
  const f = formats(language);
  const typed = c.req.query('subject')?.trim() ?? '';
  const bad = typed !== '' && !/^[\w.-]{1,128}$/.test(typed);
  const subject = bad ? '' : typed;
  const cursor = c.req.query('cursor');
  const [head, { body }] = await Promise.all([
    ifSigned(api(readAuditHead, {})),
    api(listAudit, { query: { limit: 50, ...(subject && { subject }), ...(cursor && { cursor }) } }),
  ]);
  const at = (query: string) => `/${language}/network/audit${query}`;
  const errors = bad ? [{ field: 'subject', message: said.badSubject }] : [];
  return page(c, {
    title: shared.audit,
    failed: bad,
    wide: true,
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{shared.audit}</h1>
        <OperatorNavigation c={c} />
        <p>{said.auditLead}</p>
        {head ? (
          <SummaryList
            c={c}
            rows={[
              { key: said.signedAt, value: f.moment(head.body.at) },
              { key: said.size, value: f.number(head.body.size) },
              { key: said.root, value: <code class="hash">{head.body.root}</code> },
            ]}
          />
        ) : (
          <p class="note">{said.noHead}</p>
        )}
        <form method="get" action={at('')}>
          <TextField
            language={language}
            name="subject"
            label={said.subject}
            hint={said.subjectHint}
            type="search"
            value={typed}
            error={errors[0]?.message}
          />
          <div class="actions">
            <Button kind="secondary">{said.show}</Button>
            {typed && (
              <ButtonLink href={at('')} kind="secondary">
                {said.clear}
              </ButtonLink>
            )}
          </div>
        </form>
        {body.lines.length === 0 ? (
          <p>{said.noLines}</p>
        ) : (
          <Table
            caption={shared.audit}
            hideCaption
            columns={[
              {
                head: said.line,
                rowHeader: true,
                cell: ({ index }) => (
                  <a href={at(`/${index}`)} aria-label={said.proveLine(index)}>
                    {index}
                  </a>
                ),
              },
              { head: said.when, cell: ({ entry }) => f.moment(entry.at) },
              { head: said.who, cell: ({ entry }) => `${said.kind[entry.actor.kind]} ${entry.actor.id}` },
              { head: said.what, cell: ({ entry }) => `${entry.action} · ${entry.operation}` },
              {
                head: said.about,
                cell: ({ entry }) =>
                  entry.subjects.map((one) => (
                    <>
                      <code class="hash">{one}</code>{' '}
                    </>
                  )),
              },
            ]}
            rows={body.lines}
          />
        )}
        <nav class="pages" aria-label={said.further}>
          {cursor && <a href={at(subject && `?subject=${subject}`)}>{said.newest}</a>}
          {body.next && (
            <a rel="next" href={at(`?${new URLSearchParams({ ...(subject && { subject }), cursor: body.next })}`)}>
              {said.older}
            </a>
          )}
        </nav>
      </>
    ),
  });
};

/** One line with the hashes that lead from it to a signed root. */
export const proofPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = auditWords[language];
  const shared = operatorWords[language];
  const index = Number(c.req.param('index'));
  const proven = await ifSigned(c.var.api(proveInclusion, { params: { index } }));
  const { line, leaf, proof, head } = proven?.body ?? {};
  return page(c, {
    title: said.proveLine(index),
    back: '/network/audit',
    children: (
      <>
        <h1>{said.proveLine(index)}</h1>
        {line && head && proof ? (
          <>
            <SummaryList
              c={c}
              rows={[
                { key: said.when, value: formats(language).moment(line.entry.at) },
                {
                  key: said.who,
                  value: (
                    <>
                      {said.kind[line.entry.actor.kind]} {line.entry.actor.id}{' '}
                      {line.entry.actor.kind === 'person' && (
                        <a href={`/${language}/network/people/${encodeURIComponent(line.entry.actor.id)}/sessions`}>
                          {shared.endSessions}
                        </a>
                      )}
                    </>
                  ),
                },
                { key: said.what, value: `${line.entry.action} · ${line.entry.operation}` },
                { key: said.about, value: line.entry.subjects.join(', ') },
                {
                  key: said.codes,
                  value: Object.entries(line.entry.codes)
                    .map(([name, code]) => `${name}: ${[code].flat().join(' ')}`)
                    .join(', '),
                },
                { key: said.leaf, value: <code class="hash">{leaf}</code> },
                { key: said.chain, value: <code class="hash">{line.chain}</code> },
                { key: said.root, value: <code class="hash">{head.root}</code> },
                { key: said.signedAt, value: formats(language).moment(head.at) },
              ]}
            />
            <h2>{said.path}</h2>
            <p>{said.proofLead(head.size)}</p>
            <ol>
              {proof.map((hash) => (
                <li>
                  <code class="hash">{hash}</code>
                </li>
              ))}
            </ol>
          </>
        ) : (
          <p>{said.notCovered}</p>
        )}
      </>
    ),
  });
};
