import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Hono } from 'hono';
import type { ApiClient } from '#schemas/api/client.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Env, Site } from '#web/context.ts';
import { readAssetsFrom } from '#web/layout/assets.ts';
import type { Fields } from '#web/parts/read-form.ts';
import type { Session } from '#web/session.ts';

export type Person = { id: string; roles?: Session['roles']; institution?: string };
export type Seen = { status: number; location: string | null; text: string };
/** What a form sends, each name with all its values. */
export type Sent = Record<string, string | readonly string[]>;

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plain(found);
};

/** What a browser without scripts would send of a form, as it is shown. */
export const formIn = (text: string, id: string): Sent => {
  const form = new RegExp(`<form[^>]*\\sid="${id}"[^>]*>([\\s\\S]*?)</form>`).exec(text)?.[1];
  if (form === undefined) throw new Error(`the page has no form ${id}`);
  const sent = new Map<string, string[]>();
  const add = (name: string | undefined, value: string) => {
    if (name) sent.set(name, [...(sent.get(name) ?? []), value]);
  };
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const chosen = /type="(?:radio|checkbox)"/.test(tag) ? /\schecked/.test(tag) : !/type="(?:submit|file)"/.test(tag);
    if (chosen) add(attribute(tag, 'name'), attribute(tag, 'value') ?? 'on');
  }
  for (const [, tag = '', value = ''] of form.matchAll(/(<textarea[^>]*>)([\s\S]*?)<\/textarea>/g))
    add(attribute(tag, 'name'), plain(value));
  for (const [, tag = '', options = ''] of form.matchAll(/(<select[^>]*>)([\s\S]*?)<\/select>/g)) {
    const chosen = [...options.matchAll(/<option[^>]*>/g)].map(([one]) => one).find((one) => /\sselected/.test(one));
    add(attribute(tag, 'name'), attribute(chosen ?? '', 'value') ?? '');
  }
  return Object.fromEntries([...sent].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]));
};

/** Pages of the portal over clients of the API, as people see them without scripts: no cookies, no provider, no network. */
export const pagesOver = (
  clientOf: (person: Person, language: Language) => ApiClient,
  sections: Record<string, Site>,
) => {
  const folder = mkdtempSync(join(tmpdir(), 'assets-'));
  for (const file of [
    'site-00000000.css',
    'desk-00000000.css',
    'icon-00000000.svg',
    'once-00000000.js',
    'autosave-00000000.js',
    'case-keys-00000000.js',
    'await-00000000.js',
  ])
    writeFileSync(join(folder, file), '');
  readAssetsFrom(pathToFileURL(`${folder}/`));
  const visitorOf = (person: Person, language: Language = 'en') => {
    const app = new Hono<Env>({ strict: false });
    app.use(async (c, next) => {
      const { pathname } = new URL(c.req.url);
      const parsed = c.req.method === 'POST' ? await c.req.parseBody({ all: true }) : {};
      c.set('language', language);
      c.set('path', pathname.slice(3));
      c.set('origin', 'http://portal.test');
      const session = {
        person: person.id,
        name: person.id,
        roles: person.roles ?? [],
        formToken: 'token',
        ...(person.institution && { institution: person.institution }),
      };
      c.set('session', {
        directory: 'staff',
        accessToken: '',
        accessUntil: 0,
        startedAt: 0,
        seenAt: 0,
        ...session,
      } as Session);
      c.set('fields', parsed as Fields);
      c.set('api', clientOf(person, language));
      c.set('kept', undefined);
      c.set('switchLanguage', async () => undefined);
      await next();
    });
    for (const [under, pages] of Object.entries(sections)) app.route(`/${language}${under}`, pages);
    app.onError((error) => {
      throw error;
    });
    const ask = async (path: string, init?: RequestInit): Promise<Seen> => {
      const response = await app.request(`/${language}${path}`, init);
      return { status: response.status, location: response.headers.get('location'), text: await response.text() };
    };
    return {
      look: (path: string) => ask(path),
      send: (path: string, form: Sent) => {
        const body = new URLSearchParams(
          Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one as string])),
        );
        return ask(path, { method: 'POST', body });
      },
    };
  };
  return { visitorOf, stop: () => rmSync(folder, { recursive: true }) };
};
export type Visitor = ReturnType<ReturnType<typeof pagesOver>['visitorOf']>;
