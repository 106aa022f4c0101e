import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { people } from '#samples/people.ts';
import { suppliers } from '#samples/suppliers/index.ts';

/** Keys under which answers hold what is in no log: who, where, which number. Codes and ids are not among them. */
const telling = new Set([
  'legalName',
  'name',
  'businessNumber',
  'neq',
  'email',
  'phone',
  'address',
  'signedBy',
  'number',
]);

const textsIn = (value: unknown, key = ''): string[] => {
  if (typeof value === 'string') return telling.has(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsIn(one, name));
};

const known: readonly string[] = [
  ...new Set([
    ...people.flatMap(({ name, email }) => [name, email]),
    ...suppliers.flatMap((one) => textsIn(one.answers('2026-11-22'))),
  ]),
].filter((text) => text.length >= 6);

/** What has no business in a log whoever it is about. */
const kinds: Readonly<Record<string, RegExp>> = {
  'a share': /\\?"(?:bp|share|shares|employees|revenueCad)\\?"\s*:\s*[\d{]/,
  'an e-mail address': /[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/i,
  'a telephone number': /\b\d{3}-\d{3}-\d{4}\b/,
  'an invitation': /\binv_[\w-]{40,}/,
  'a token': /\beyJ[\w-]{10,}\.[\w-]{10,}\./,
  'a signing secret': /\bwhsec_[\w+/=-]{8,}/,
  'a permit': /X-Amz-Signature=/i,
};

/** Everything in a log that tells of a person, a firm or a secret: what it is, and a few characters of where. */
export const tracesIn = (text: string): string[] => [
  ...known.filter((one) => text.includes(one) || text.includes(JSON.stringify(one).slice(1, -1))),
  ...Object.entries(kinds).flatMap(([what, pattern]) => {
    const found = pattern.exec(text);
    return found ? [`${what}: …${text.slice(Math.max(0, found.index - 60), found.index + 40)}…`] : [];
  }),
];

/** Of every file under a folder: what it should not hold. */
export const tracesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      return tracesIn(readFileSync(file, 'utf8')).map((trace) => `${file.slice(folder.length)}: ${trace}`);
    });
