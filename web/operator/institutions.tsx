import { readDelivery } from '#schemas/api/delivery.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { Done, Table, Tag } from '../parts/show.tsx';
import { formats, typeset } from '../words/say.ts';
import { today } from '../words/today.ts';
import { OperatorNavigation } from './navigation.tsx';
import { operatorWords } from './words.ts';

/** How delivery stands at every institution that receives signed events. */
export const deliveriesOf = async (c: PageContext) => {
  const { institutions } = await networkOf(c);
  return Promise.all(
    institutions
      .filter(({ level }) => level === 3)
      .map(async (institution) => {
        const params = { institution: institution.institution };
        return { institution, standing: (await c.var.api(readDelivery, { params })).body };
      }),
  );
};

export const institutionsPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = operatorWords[language];
  const [network, deliveries] = await Promise.all([networkOf(c), deliveriesOf(c)]);
  const standingOf = new Map(deliveries.map(({ institution, standing }) => [institution.institution, standing]));
  const colours = { active: 'yes', disabled: 'no', none: 'off' } as const;
  return page(c, {
    title: said.institutions,
    wide: true,
    children: (
      <>
        <h1>{said.institutions}</h1>
        <OperatorNavigation c={c} />
        <Done c={c} said={{ saved: said.connectionSaved }} />
        <Table
          caption={said.institutions}
          hideCaption
          columns={[
            {
              head: said.institution,
              rowHeader: true,
              cell: ({ institution, name, sample }) => (
                <>
                  <a href={`/${language}/institutions/${institution}`}>{name[language]}</a>
                  {sample && ` (${said.sample})`}
                </>
              ),
            },
            {
              head: said.level,
              cell: ({ institution, name, level }) => (
                <>
                  {said.levels[level]}{' '}
                  <a href={`/${language}/network/institutions/${institution}`}>
                    {said.change}
                    <span class="vh"> – {name[language]}</span>
                  </a>{' '}
                  <a href={`/${language}/network/institutions/${institution}/systems`}>
                    {said.systems}
                    <span class="vh"> – {name[language]}</span>
                  </a>
                </>
              ),
            },
            {
              head: said.definition,
              cell: (one) => {
                const now = network.definitionOf(one, today());
                const found = now ?? network.comingOf(one, today());
                if (!found) return one.definition;
                const version = said.versionOf(typeset(found.label[language], language), found.version);
                return now ? version : said.from(version, formats(language).day(found.effective.from));
              },
            },
            {
              head: said.delivery,
              cell: ({ institution }) => {
                const standing = standingOf.get(institution);
                return standing ? (
                  <>
                    <Tag state={colours[standing.state]}>{said.state[standing.state]}</Tag>{' '}
                    {standing.lag > 0 && said.waiting(formats(language).number(standing.lag))}
                  </>
                ) : (
                  '–'
                );
              },
            },
          ]}
          rows={network.institutions}
        />
      </>
    ),
  });
};
