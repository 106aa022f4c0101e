import { html } from 'hono/html';
import type { Person } from './people.ts';

/** The sign-in page: who is listed signs in with one click, anybody else with an address. In both languages at once. */
export const signInPage = (uid: string, people: readonly Person[]) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Sign in · Se connecter</title>
    <style>
      body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
      button { font: inherit; width: 100%; text-align: start; padding: 0.75rem 1rem; margin: 0.25rem 0; border: 2px solid #1b1b1b; border-radius: 0.25rem; background: #fff; color: inherit; cursor: pointer; }
      button:hover { background: #f2f2f2; }
      button:focus-visible, input:focus-visible { outline: 3px solid #b58900; outline-offset: 2px; }
      small { display: block; color: #454545; }
      input { font: inherit; width: 100%; box-sizing: border-box; padding: 0.5rem; border: 2px solid #1b1b1b; border-radius: 0.25rem; }
    </style>
  </head>
  <body>
    <main>
      <h1>Sign in <span lang="fr">· Se connecter</span></h1>
      <p>This machine stands in for the identity provider: no password is asked.<br />
        <span lang="fr">Cette machine remplace le fournisseur d’identité : aucun mot de passe n’est demandé.</span></p>
      <form method="post" action="/sign-in/${uid}">
        ${people.map(
          (person) => html`<button name="person" value="${person.id}">
            ${person.name}<small>${[person.email, ...person.groups].join(' · ')}</small>
          </button>`,
        )}
      </form>
      <h2>Somebody else <span lang="fr">· Quelqu’un d’autre</span></h2>
      <form method="post" action="/sign-in/${uid}">
        <label for="email">Email <span lang="fr">· Courriel</span></label>
        <input id="email" name="email" type="email" autocomplete="email" required />
        <button>Continue <span lang="fr">· Continuer</span></button>
      </form>
    </main>
  </body>
</html>`;
