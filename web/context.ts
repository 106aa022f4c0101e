import type { Context, Hono } from 'hono';
import type { ApiClient } from '#schemas/api/client.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Session } from './session.ts';

/** What every page finds in its request. */
export type Variables = {
  language: Language;
  /** Who is signed in; undefined on public pages seen by nobody in particular. */
  session: Session | undefined;
  /** The public API, with the person's own token. */
  api: ApiClient;
  /** The page's address without its language: `/supplier`. */
  path: string;
};
export type Env = { Variables: Variables };
export type PageContext = Context<Env>;
export type Site = Hono<Env>;
