import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { portalPath } from '#schemas/addresses.ts';
import type { Env } from './context.ts';
import { front } from './front.ts';
import { certificatePages } from './public/certificates.tsx';
import { cookies } from './session.ts';
import type { Provider } from './sign-in.ts';
import { formPages } from './supplier/form-pages.tsx';
import { supplierPages } from './supplier/pages.tsx';
import { verifierPages } from './verifier/pages.tsx';

const never = async () => {
  throw new Error('not called');
};
const kept = cookies({ seal: never, open: never, formToken: never }, false);
const provider: Provider = { begin: never, finish: never, signOutAddress: never, revoke: never };
const origin = 'https://portal.example.org';
const rooms = {
  '/supplier': new Hono<Env>().route('/', supplierPages()).route('/', formPages({ cookies: kept })),
  '/cases': verifierPages(),
  '/certificates': certificatePages(),
};
const { atRoot } = front({ providers: { staff: provider, suppliers: provider }, cookies: kept, origin, now: Date.now });

/** The pages that answer an address, without what every page passes through. */
const pagesAt = (path: string): number => {
  const [, , under = ''] = path.split('/');
  const room = Object.entries(rooms).find(([name]) => name === `/${under}`)?.[1];
  const rest = path.split('/').slice(3).join('/');
  const found = room?.router.match('GET', `/${rest}`)[0] ?? [];
  return found.filter(([[, { path: pattern }]]) => !/\*$/.test(pattern)).length;
};

const ulid = '01jd0000000000000000000000';
const addresses = {
  submission: portalPath.submission('fr', `sub_${ulid}`),
  supplier: portalPath.supplier('en', `sup_${ulid}`),
  invitation: portalPath.invitation('fr', 'inv_x'),
  case: portalPath.case(`sub_${ulid}`),
  certificate: portalPath.certificate(`crd_${ulid}`),
} satisfies Record<keyof typeof portalPath, string>;

test.each(Object.entries(addresses))('where messages and papers lead, there is a page: %s', async (_, address) => {
  if (/^\/(fr|en)\//.test(address)) return expect(pagesAt(address)).toBeGreaterThan(0);
  // Without a language: sent on to the reader's own.
  for (const language of ['fr', 'en']) {
    const answer = await atRoot.request(address, { headers: { 'accept-language': language } });
    expect(answer.status).toBe(302);
    const there = answer.headers.get('location') ?? '';
    expect(there.startsWith(`/${language}/`)).toBe(true);
    expect(pagesAt(there)).toBeGreaterThan(0);
  }
});

test('an address that was never a page is none', () => {
  expect(pagesAt(`/fr/submissions/sub_${ulid}`)).toBe(0);
  expect(pagesAt(`/fr/certificates/crd_1/more`)).toBe(0);
});
