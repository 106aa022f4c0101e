import type { MiddlewareHandler } from 'hono';
import type { Env } from '../context.ts';

/** Pages of suppliers are for whoever is signed in; the API says whose they are. */
export const signedIn: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.var.session) return c.redirect(`/${c.var.language}/sign-in?return=${encodeURIComponent(c.var.path)}`, 303);
  return next();
};
