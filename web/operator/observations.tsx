import { listObservations } from '#schemas/api/rights.ts';
import type { AutomatedDecision } from '#schemas/observation.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { type Network, networkOf } from '../network.ts';
import { Details, Done, Table } from '../parts/show.tsx';
import { formats } from '../words/say.ts';
import { OperatorNavigation } from './navigation.tsx';
import { observationWords } from './observation-words.ts';

/** What the decision was about, in a line. */
export const aboutText = (c: PageContext, about: AutomatedDecision, network: Network): string => {
  const { language } = c.var;
  const { kind } = observationWords[language];
  if (about.kind !== 'verdict') return kind[about.kind];
  const found = network.institutions.find(({ institution }) => institution === about.institution);
  return kind.verdict(found?.name[language] ?? about.institution);
};

/** What suppliers said to decisions that no person made, and nobody has answered yet. */
export const observationsPage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = observationWords[language];
  const cursor = c.req.query('cursor');
  const [{ body }, network] = await Promise.all([
    api(listObservations, { query: { ...(cursor && { cursor }) } }),
    networkOf(c),
  ]);
  const at = (path: string) => `/${language}/network/observations${path}`;
  return page(c, {
    title: said.title,
    wide: true,
    children: (
      <>
        <Done c={c} said={said.done} />
        <h1>{said.title}</h1>
        <OperatorNavigation c={c} />
        <p class="lead">{said.lead}</p>
        <Details summary={said.law}>{said.lawText}</Details>
        {body.observations.length === 0 ? (
          <p>{said.none}</p>
        ) : (
          <Table
            caption={said.title}
            hideCaption
            columns={[
              {
                head: said.supplier,
                rowHeader: true,
                cell: ({ supplier, observation, supplierName }) => (
                  <a href={at(`/${supplier}/${observation}`)}>{supplierName}</a>
                ),
              },
              { head: said.about, cell: ({ about }) => aboutText(c, about, network) },
              { head: said.made, cell: ({ madeAt }) => formats(language).moment(madeAt) },
            ]}
            rows={body.observations}
          />
        )}
        {(cursor || body.next) && (
          <nav class="pages" aria-label={said.further}>
            {cursor && <a href={at('')}>{said.newer}</a>}
            {body.next && (
              <a rel="next" href={at(`?cursor=${encodeURIComponent(body.next)}`)}>
                {said.next}
              </a>
            )}
          </nav>
        )}
      </>
    ),
  });
};
