import { Hono } from 'hono';
import { raw } from 'hono/html';
import { ifThere, type Reply } from '#schemas/api/client.ts';
import { compareDefinitions, readMatrix } from '#schemas/api/comparison.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import type { Env, PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { notFoundPage } from '../layout/trouble.tsx';
import { networkOf } from '../network.ts';
import { say, typeset } from '../words/say.ts';
import { RuleInWords } from './rule.tsx';

const words = say({
  en: {
    title: 'Where the definitions agree',
    lead: 'Each row against each column, for all possible suppliers: whom the row’s definition recognizes, does the column’s recognize too? Follow a cell to see an example of the difference.',
    caption: 'How the definitions relate',
    legend: 'What the signs say',
    relation: {
      equivalent: 'the same suppliers',
      'a-implies-b': 'narrower: the column recognizes all of its suppliers, and others',
      'b-implies-a': 'broader: it recognizes all of the column’s suppliers, and others',
      overlapping: 'overlap: some in common, some not',
      disjoint: 'disjoint: no supplier in common',
      'not-decided': 'not decided within the time allowed',
      pending: 'not compared yet',
    },
    cell: {
      equivalent: 'same',
      'a-implies-b': 'narrower',
      'b-implies-a': 'broader',
      overlapping: 'overlap',
      disjoint: 'disjoint',
      'not-decided': 'not decided',
      pending: 'not compared yet',
    },
    with: 'with',
    against: 'and',
    example: 'Example',
    knows: 'What is known of this supplier:',
    core: 'What both ask together',
    coreText: 'A supplier that meets this is recognized under both definitions.',
    counts: (narrower: number, overlap: number, disjoint: number) =>
      `Pairs of definitions – one within the other: ${narrower}; overlapping: ${overlap}; with nothing in common: ${disjoint}.`,
  },
  fr: {
    title: 'Où les définitions concordent',
    lead: 'Chaque ligne face à chaque colonne, pour tous les fournisseurs possibles : ceux que reconnaît la définition de la ligne, celle de la colonne les reconnaît-elle aussi ? Suivez une case pour voir un exemple de la différence.',
    caption: 'Comment les définitions se situent entre elles',
    legend: 'Ce que disent les signes',
    relation: {
      equivalent: 'les mêmes fournisseurs',
      'a-implies-b': 'plus étroite : la colonne reconnaît tous ses fournisseurs, et d’autres',
      'b-implies-a': 'plus large : elle reconnaît tous les fournisseurs de la colonne, et d’autres',
      overlapping: 'se recoupent : certains en commun, d’autres non',
      disjoint: 'disjointes : aucun fournisseur en commun',
      'not-decided': 'pas tranché dans le temps accordé',
      pending: 'pas encore comparées',
    },
    cell: {
      equivalent: 'même',
      'a-implies-b': 'plus étroite',
      'b-implies-a': 'plus large',
      overlapping: 'se recoupent',
      disjoint: 'disjointes',
      'not-decided': 'pas tranché',
      pending: 'pas encore comparées',
    },
    with: 'avec',
    against: 'et',
    example: 'Exemple',
    knows: 'Ce qu’on sait de ce fournisseur :',
    core: 'Ce que les deux demandent ensemble',
    coreText: 'Un fournisseur qui remplit ceci est reconnu selon les deux définitions.',
    counts: (narrower, overlap, disjoint) =>
      `Paires de définitions – l’une dans l’autre : ${narrower} ; qui se recoupent : ${overlap} ; sans rien en commun : ${disjoint}.`,
  },
});

type Relation = Reply<typeof readMatrix>['body']['relations'][number][number];
const relations: readonly Relation[] = [
  'equivalent',
  'a-implies-b',
  'b-implies-a',
  'overlapping',
  'disjoint',
  'not-decided',
  'pending',
];

type Matrix = Reply<typeof readMatrix>['body'];

const Table = ({ language, matrix: { definitions, relations: found } }: { language: Language; matrix: Matrix }) => {
  const said = words[language];
  return (
    <section class="scroll" tabindex={0} aria-label={said.caption}>
      <table class="matrix">
        <caption class="vh">{said.caption}</caption>
        <thead>
          <tr>
            <td />
            {definitions.map((one, index) => (
              <th scope="col" title={one.label[language]}>
                {index + 1}
                <span class="vh"> {one.label[language]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {definitions.map((row, i) => (
            <tr id={`row-${row.id}`}>
              <th scope="row">
                {i + 1}. {typeset(row.label[language], language)}
              </th>
              {definitions.map((column, j) => {
                const relation = found[i]?.[j] ?? 'pending';
                if (i === j) return <td />;
                return (
                  <td>
                    <a class={`relation relation--${relation}`} href={`/${language}/alignment/${row.id}/${column.id}`}>
                      <span class="vh">
                        {said.cell[relation]}, {said.with} {j + 1}
                      </span>
                    </a>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** The table as it was last written in each language: of sixty definitions it has thousands of cells. */
const written = new Map<Language, { matrix: Matrix; of: string; html: string }>();
const tableOf = (language: Language, matrix: Matrix): string => {
  const known = written.get(language);
  if (known?.matrix === matrix) return known.html;
  const of = JSON.stringify(matrix);
  const html = known?.of === of ? known.html : String(<Table language={language} matrix={matrix} />);
  written.set(language, { matrix, of, html });
  return html;
};

/** Asked for again after this long: what is compared is seen soon, and many visitors are one question. */
const freshMilliseconds = 5_000;
let latest: { at: number; matrix: Promise<Matrix> } | undefined;
const matrixOf = (c: PageContext): Promise<Matrix> => {
  if (latest && Date.now() - latest.at < freshMilliseconds) return latest.matrix;
  const mine = { at: Date.now(), matrix: c.var.api(readMatrix, { query: {} }).then(({ body }) => body) };
  latest = mine;
  mine.matrix.catch(() => {
    if (latest === mine) latest = undefined;
  });
  return mine.matrix;
};

const alignmentPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = words[language];
  const reply = await matrixOf(c);
  const { relations: found } = reply;
  const pairs = found.flatMap((row, i) => row.slice(i + 1));
  const count = (...kinds: Relation[]) => pairs.filter((one) => kinds.includes(one)).length;
  const isSeen = (relation: Relation) =>
    (relation !== 'not-decided' && relation !== 'pending') || pairs.includes(relation);
  return page(c, {
    title: said.title,
    wide: true,
    children: (
      <>
        <h1>{said.title}</h1>
        <p class="lead">{said.lead}</p>
        <p>{said.counts(count('equivalent', 'a-implies-b', 'b-implies-a'), count('overlapping'), count('disjoint'))}</p>
        <h2 class="h3">{said.legend}</h2>
        <ul class="plain legend">
          {relations.filter(isSeen).map((relation) => (
            <li>
              <span class={`relation relation--${relation}`} aria-hidden="true" /> {said.relation[relation]}
            </li>
          ))}
        </ul>
        {raw(tableOf(language, reply))}
      </>
    ),
  });
};

const comparisonPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = words[language];
  const ids = { a: c.req.param('a') ?? '', b: c.req.param('b') ?? '' };
  if (ids.a === ids.b) return notFoundPage(c);
  // What is not the id of anything is asked for in vain, and not refused as badly written.
  const reply = await ifThere(c.var.api(compareDefinitions, { query: ids }), [404, 422]);
  if (!reply) return notFoundPage(c);
  const { a, b, told, core } = reply.body;
  const network = await networkOf(c);
  const set = (text: Bilingual) => typeset(text[language], language);
  return page(c, {
    title: typeset(`${a.label[language]} ${said.against} ${b.label[language]}`, language),
    back: '/alignment',
    children: (
      <>
        <h1>
          {set(a.label)} <span class="quiet">{said.against}</span> {set(b.label)}
        </h1>
        <p class="lead">{set(told.relation)}</p>
        {told.never.map((one) => (
          <p>{set(one)}</p>
        ))}
        {told.examples.map(({ title, facts, outcomes }) => (
          <section class="card">
            <h2 class="h3">{set(title)}</h2>
            <p>{said.knows}</p>
            <ul>
              {facts.map((one) => (
                <li>{set(one)}</li>
              ))}
            </ul>
            {outcomes.map((one) => (
              <p>
                <strong>{set(one)}</strong>
              </p>
            ))}
          </section>
        ))}
        {core.satisfiable === 'yes' && (
          <section>
            <h2>{said.core}</h2>
            <p>{said.coreText}</p>
            <div class="rule">
              <RuleInWords rule={core.rule} network={network} language={language} />
            </div>
          </section>
        )}
        <p class="small quiet">{set(told.reading)}</p>
      </>
    ),
  });
};

/** All definitions that institutions name against each other, and each pair in words, as they were compared when published. */
export const alignmentPages = () => {
  const pages = new Hono<Env>();
  pages.get('/', alignmentPage);
  pages.get('/:a/:b', comparisonPage);
  return pages;
};
