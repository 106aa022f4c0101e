import { listIncidents } from '#schemas/api/rights.ts';
import { incidentYears } from '#schemas/incident.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ButtonLink } from '../parts/form.tsx';
import { Details, Table, Tag } from '../parts/show.tsx';
import { formats } from '../words/say.ts';
import { incidentWords } from './incident-words.ts';
import { OperatorNavigation } from './navigation.tsx';

/** So much of a text names its row. */
const shown = 120;
const briefly = (text: string): string => (text.length > shown ? `${text.slice(0, shown).trimEnd()}…` : text);

export const LawOfIncidents = ({ c }: { c: PageContext }) => {
  const said = incidentWords[c.var.language];
  return (
    <Details summary={said.law}>
      <p>{said.lawContents}</p>
      <p>{said.lawNotice}</p>
      <p>{said.lawKept(incidentYears)}</p>
    </Details>
  );
};

/** The register of confidentiality incidents, newest first. */
export const incidentsPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = incidentWords[language];
  const cursor = c.req.query('cursor');
  const { body } = await c.var.api(listIncidents, { query: { ...(cursor && { cursor }) } });
  const at = (path: string) => `/${language}/network/incidents${path}`;
  return page(c, {
    title: said.title,
    wide: true,
    children: (
      <>
        <h1>{said.title}</h1>
        <OperatorNavigation c={c} />
        <p class="lead">{said.lead}</p>
        <LawOfIncidents c={c} />
        <ButtonLink href={at('/new')}>{said.add}</ButtonLink>
        {body.incidents.length === 0 ? (
          <p>{said.none}</p>
        ) : (
          <Table
            caption={said.title}
            hideCaption
            columns={[
              {
                head: said.what,
                rowHeader: true,
                cell: ({ incident, circumstances }) => <a href={at(`/${incident}`)}>{briefly(circumstances)}</a>,
              },
              { head: said.when, cell: ({ awareOn }) => formats(language).day(awareOn) },
              {
                head: said.risk,
                cell: ({ risk }) => <Tag state={risk.serious ? 'no' : 'off'}>{risk.serious ? said.yes : said.no}</Tag>,
              },
              {
                head: said.state,
                cell: ({ state }) => <Tag state={state === 'open' ? 'info' : 'yes'}>{said.states[state]}</Tag>,
              },
            ]}
            rows={body.incidents}
          />
        )}
        {(cursor || body.next) && (
          <nav class="pages" aria-label={said.further}>
            {cursor && <a href={at('')}>{said.newest}</a>}
            {body.next && (
              <a rel="next" href={at(`?cursor=${body.next}`)}>
                {said.older}
              </a>
            )}
          </nav>
        )}
      </>
    ),
  });
};
