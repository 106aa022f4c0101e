import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { Fields } from './parts/read-form.ts';
import type { Cookies } from './session.ts';

const kept = z.object({
  person: z.string(),
  /** The page, without its language. */
  path: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});
export type Kept = z.infer<typeof kept>;

const name = 'unsaved';
const seconds = 12 * 3600;
/** Said by the frame, not by the person. */
const frameFields = new Set(['form-token', 'switch-language']);

export const typedIn = (fields: Fields): Kept['fields'] =>
  Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string | string[]] => !(entry[1] instanceof File) && !frameFields.has(entry[0]),
    ),
  );

/**
 * What was typed into a page that could not be saved: sealed in the person's own browser until the page is shown again.
 * `false` where it is too much for that.
 */
export const keepTyped = (cookies: Cookies, c: Context, about: { person: string; path: string }, fields: Fields) =>
  cookies.write(c, name, { ...about, fields: typedIn(fields) } satisfies Kept, seconds);

/** What this person had typed into this page, if anything. */
export const keptFor = async (cookies: Cookies, c: Context, person: string, path: string) => {
  const found = await cookies.read(c, name, kept);
  return found?.person === person && found.path === path ? found.fields : undefined;
};

export const forgetTyped = (cookies: Cookies, c: Context): void => cookies.clear(c, name);
