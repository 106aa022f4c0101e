import type { Child } from 'hono/jsx';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ButtonLink } from '../parts/form.tsx';
import { Banner } from '../parts/show.tsx';

type Secret = {
  said: { secretTitle: string; secretText: string; onward: string };
  /** Without the language. */
  onwardTo: string;
  children: Child;
};

/** What is told once is in the answer to the form, never at an address that could be opened again. */
export const secretPage = (c: PageContext, { said, onwardTo, children }: Secret) =>
  page(c, {
    title: said.secretTitle,
    children: (
      <>
        <h1>{said.secretTitle}</h1>
        <Banner c={c}>
          <p>{said.secretText}</p>
          {children}
        </Banner>
        <ButtonLink href={`/${c.var.language}${onwardTo}`}>{said.onward}</ButtonLink>
      </>
    ),
  });
