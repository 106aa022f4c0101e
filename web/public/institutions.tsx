import { Hono } from 'hono';
import { comingAfter, inForceOn } from '#definitions/in-force.ts';
import type { Definition } from '#schemas/definition.ts';
import type { Env, PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { notFoundPage } from '../layout/trouble.tsx';
import { type InstitutionSaid, networkOf } from '../network.ts';
import { SummaryList, Tag } from '../parts/show.tsx';
import { formats, say, typeset } from '../words/say.ts';
import { today } from '../words/today.ts';
import { RuleInWords } from './rule.tsx';

const words = say({
  en: {
    title: 'Institutions and their definitions',
    lead: 'Who is in the network, and how each one defines the suppliers it recognizes.',
    sample: 'Sample institution',
    published: 'Encoded from a published text',
    asks: 'What it asks',
    source: 'Source',
    readOn: (day: string) => `read on ${day}`,
    since: 'In force since',
    from: (day: string) => `From ${day}`,
    labelFrom: (label: string, day: string) => `${label} – from ${day}`,
    notYet: 'In force from',
    until: 'In force until',
    version: 'Version',
    status: {
      published: 'Encoded by us from a public text; not the institution’s own word.',
      sample: 'Invented for demonstration.',
      institution: 'Published here by the institution itself.',
    },
    whose: 'Whose words these are',
    others: 'Other readings of the same institution',
    compare: 'Compare it with the definitions of others',
    none: 'No definition of this institution is in force today.',
  },
  fr: {
    title: 'Les institutions et leurs définitions',
    lead: 'Qui fait partie du réseau, et comment chacune définit les fournisseurs qu’elle reconnaît.',
    sample: 'Institution d’exemple',
    published: 'Encodée à partir d’un texte publié',
    asks: 'Ce qu’elle demande',
    source: 'Source',
    readOn: (day) => `lu le ${day}`,
    since: 'En vigueur depuis',
    from: (day) => `À partir du ${day}`,
    labelFrom: (label, day) => `${label} – à partir du ${day}`,
    notYet: 'En vigueur à partir du',
    until: 'En vigueur jusqu’au',
    version: 'Version',
    status: {
      published: 'Encodée par nous à partir d’un texte public ; ce n’est pas la parole de l’institution.',
      sample: 'Inventée pour la démonstration.',
      institution: 'Publiée ici par l’institution elle-même.',
    },
    whose: 'De qui vient ce texte',
    others: 'Autres lectures de la même institution',
    compare: 'La comparer aux définitions des autres',
    none: 'Aucune définition de cette institution n’est en vigueur aujourd’hui.',
  },
});

const institutionsPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = words[language];
  const { institutions, definitionOf, comingOf } = await networkOf(c);
  const on = today();
  const f = formats(language);
  /** What it asks today; where nothing is in force yet, what it will ask, and from when on. */
  const labelOf = (one: InstitutionSaid): string => {
    const now = definitionOf(one, on);
    const coming = now ? undefined : comingOf(one, on);
    if (coming) return said.labelFrom(coming.label[language], f.day(coming.effective.from));
    return now?.label[language] ?? '';
  };
  return page(c, {
    title: said.title,
    wide: true,
    children: (
      <>
        <h1>{said.title}</h1>
        <p class="lead lead">{said.lead}</p>
        <ul class="cards plain">
          {institutions.map((one) => (
            <li class="card">
              <h2 class="h3">
                <a href={`/${language}/institutions/${one.institution}`}>{one.name[language]}</a>
              </h2>
              <p>{typeset(labelOf(one), language)}</p>
              {one.sample && <Tag state="near">{said.sample}</Tag>}
            </li>
          ))}
        </ul>
      </>
    ),
  });
};

const Sourced = ({ c, definition }: { c: PageContext; definition: Definition }) => {
  const { language } = c.var;
  const said = words[language];
  const f = formats(language);
  const { source, effective, version } = definition;
  return (
    <SummaryList
      c={c}
      rows={[
        { key: said.whose, value: said.status[source.status] },
        {
          key: said.source,
          value: (
            <>
              {typeset(source.text[language], language)}{' '}
              {source.url && (
                <a href={source.url} rel="noreferrer">
                  {new URL(source.url).hostname}
                </a>
              )}
              {source.readOn && ` (${said.readOn(f.day(source.readOn))})`}
            </>
          ),
        },
        { key: effective.from > today() ? said.notYet : said.since, value: f.day(effective.from) },
        ...(effective.until ? [{ key: said.until, value: f.day(effective.until) }] : []),
        { key: said.version, value: f.number(version) },
      ]}
    />
  );
};

const institutionPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = words[language];
  const network = await networkOf(c);
  const institution = network.institutions.find((one) => one.institution === c.req.param('institution'));
  if (!institution) return notFoundPage(c);
  const on = today();
  const main = network.definitionOf(institution, on);
  const coming = network.comingOf(institution, on);
  const others = [...network.versions.values()].flatMap((versions) => {
    if (versions[0]?.institution !== institution.institution || versions[0].id === institution.definition) return [];
    return inForceOn(versions, on) ?? comingAfter(versions, on) ?? [];
  });
  const Rule = ({ definition }: { definition: Definition }) => (
    <div class="rule">
      <RuleInWords rule={definition.rule} network={network} language={language} />
    </div>
  );
  return page(c, {
    title: institution.name[language],
    back: '/institutions',
    children: (
      <>
        <h1>{institution.name[language]}</h1>
        {institution.sample && (
          <p>
            <Tag state="near">{said.sample}</Tag>
          </p>
        )}
        {!main && <p>{said.none}</p>}
        {main && (
          <>
            <h2>{typeset(main.label[language], language)}</h2>
            <h3>{said.asks}</h3>
            <Rule definition={main} />
            <Sourced c={c} definition={main} />
            <p>
              <a href={`/${language}/alignment#row-${main.id}`}>{said.compare}</a>
            </p>
          </>
        )}
        {coming && (
          <section id="coming">
            <h2>{said.from(formats(language).day(coming.effective.from))}</h2>
            <h3>{typeset(coming.label[language], language)}</h3>
            <Rule definition={coming} />
            <Sourced c={c} definition={coming} />
          </section>
        )}
        {others.length > 0 && <h2>{said.others}</h2>}
        {others.map((one) => (
          <section>
            <h3>{typeset(one.label[language], language)}</h3>
            <Rule definition={one} />
            <Sourced c={c} definition={one} />
          </section>
        ))}
      </>
    ),
  });
};

/** Who the members are and what each asks, in words, with its source. */
export const institutionPages = () => {
  const pages = new Hono<Env>();
  pages.get('/', institutionsPage);
  pages.get('/:institution', institutionPage);
  return pages;
};
