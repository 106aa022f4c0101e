import { Hono } from 'hono';
import type { Env, PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { notFoundPage } from '../layout/trouble.tsx';
import { TextField } from '../parts/fields.tsx';
import { Button } from '../parts/form.tsx';
import { say, typeset } from '../words/say.ts';
import { articles } from './articles.ts';
import { searchHelp } from './search.ts';

const words = say({
  en: {
    title: 'Help',
    search: 'Search the help',
    go: 'Search',
    results: (count: number) => (count === 1 ? '1 answer' : `${count} answers`),
    none: 'Nothing holds these words. Try other words, or choose a guide below.',
    without: (words: string) => `Nothing holds all of the words. This does, without “${words}”.`,
    guides: 'Guides',
    onPage: 'On this page',
  },
  fr: {
    title: 'Aide',
    search: 'Chercher dans l’aide',
    go: 'Chercher',
    results: (count) => (count <= 1 ? `${count} réponse` : `${count} réponses`),
    none: 'Rien ne contient ces mots. Essayez-en d’autres, ou choisissez un guide ci-dessous.',
    without: (words) => `Rien ne contient tous les mots. Voici ce qui répond sans « ${words} ».`,
    guides: 'Guides',
    onPage: 'Sur cette page',
  },
});

const helpPage = (c: PageContext) => {
  const { language } = c.var;
  const said = words[language];
  const asked = c.req.query('q')?.trim().slice(0, 200) ?? '';
  const { found, without } = searchHelp(asked, language);
  const at = (path: string) => `/${language}/help${path}`;
  return page(c, {
    title: asked ? `${asked} – ${said.title}` : said.title,
    form: 'search',
    children: (
      <>
        <h1>{said.title}</h1>
        <search aria-label={said.search}>
          <form method="get" action={at('')} id="search">
            <TextField language={language} name="q" label={said.search} type="search" value={asked} />
            <Button>{said.go}</Button>
          </form>
        </search>
        {asked && (
          <section aria-live="polite">
            <h2>{said.results(found.length)}</h2>
            {found.length === 0 && <p>{said.none}</p>}
            {without.length > 0 && <p class="note">{said.without(without.join(', '))}</p>}
            <ul class="plain">
              {found.map(({ article, part, index }) => (
                <li>
                  <a href={at(`/${article.slug}#part-${index + 1}`)}>
                    {typeset([article.title, part.heading].map((one) => one[language]).join(' – '), language)}
                  </a>
                  <p class="small">{typeset(part.text[0]?.[language] ?? '', language)}</p>
                </li>
              ))}
            </ul>
          </section>
        )}
        <h2>{said.guides}</h2>
        <ul class="plain">
          {articles.map(({ slug, title, lead }) => (
            <li>
              <a href={at(`/${slug}`)}>{title[language]}</a>
              <p class="small">{typeset(lead[language], language)}</p>
            </li>
          ))}
        </ul>
      </>
    ),
  });
};

const articlePage = (c: PageContext) => {
  const { language } = c.var;
  const article = articles.find(({ slug }) => slug === c.req.param('article'));
  if (!article) return notFoundPage(c);
  return page(c, {
    title: article.title[language],
    back: '/help',
    children: (
      <>
        <h1>{article.title[language]}</h1>
        <p class="lead">{typeset(article.lead[language], language)}</p>
        <nav aria-label={words[language].onPage}>
          <ul class="plain">
            {article.parts.map(({ heading }, index) => (
              <li>
                <a href={`#part-${index + 1}`}>{typeset(heading[language], language)}</a>
              </li>
            ))}
          </ul>
        </nav>
        {article.parts.map(({ heading, text }, index) => (
          <section id={`part-${index + 1}`}>
            <h2>{typeset(heading[language], language)}</h2>
            {text.map((one) => (
              <p>{typeset(one[language], language)}</p>
            ))}
          </section>
        ))}
      </>
    ),
  });
};

/** The resource centre, under `/help`, for anyone. */
export const helpPages = () => {
  const pages = new Hono<Env>();
  pages.get('/', helpPage);
  pages.get('/:article', articlePage);
  return pages;
};
