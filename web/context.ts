import type { Context, Hono } from 'hono';
import type { ApiClient } from '#schemas/api/client.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Fields } from './parts/read-form.ts';
import type { Session } from './session.ts';
import type { Kept } from './unsaved.ts';

/** What every page finds in its request. */
export type Variables = {
  language: Language;
  /** Who is signed in; undefined on public pages seen by nobody in particular. */
  session: Session | undefined;
  /** Where people see this site: `https://…`. */
  origin: string;
  /** The public API, with the person's own token. */
  api: ApiClient;
  /** The page's address without its language: `/supplier`. */
  path: string;
  /** What the form of this request sent; empty unless it is a POST. */
  fields: Fields;
  /** What was typed into this page earlier and could not be saved then. */
  kept: Kept['fields'] | undefined;
  /**
   * Shows this page in the other language with what was typed still in it, where nothing saves it: for forms whose
   * answers are not a draft. `undefined` when the form was not sent by the language switch. `show` and the page's own
   * context are for what is too long to be kept until the page is asked for again.
   */
  switchLanguage: (
    show?: (c: PageContext) => Response | Promise<Response>,
    here?: PageContext,
  ) => Promise<Response | undefined>;
};
export type Env = { Variables: Variables };
export type PageContext = Context<Env>;
export type Site = Hono<Env>;
