import { Hono } from 'hono';
import type { Env } from '../context.ts';
import { homePage } from './home.tsx';

/** What anyone may see. */
export const publicPages = () => {
  const pages = new Hono<Env>();
  pages.get('/', homePage);
  return pages;
};
