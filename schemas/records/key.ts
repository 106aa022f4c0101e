import type { Kind, PartsOf, Reference, Table } from './record.ts';

export type Key = { pk: string; sk: string };
type Parts = Readonly<Record<string, string | number>>;

const placeholder = /\{(\w+)(?::(\d+))?\}/g;

const partText = (template: string, name: string, digits: string | undefined, value: string | number | undefined) => {
  const refuse = (why: string): never => {
    throw new TypeError(`key ${template}: ${name} ${why}`);
  };
  if (value === undefined) return refuse('is missing');
  if (digits === undefined) {
    const text = String(value);
    // Only the end of a key may hold its separator: elsewhere it would reach into a neighbour's place.
    const last = template.endsWith(`{${name}}`);
    if (text === '' || (!last && text.includes('#'))) return refuse('is empty or holds the separator');
    return text;
  }
  const text = String(value).padStart(Number(digits), '0');
  return Number.isSafeInteger(value) && Number(value) >= 0 && text.length === Number(digits)
    ? text
    : refuse(`is not a whole number of ${digits} digits`);
};

const fill = (template: string, parts: Parts): string =>
  template.replace(placeholder, (_, name: string, digits: string | undefined) =>
    partText(template, name, digits, parts[name]),
  );

/**
 * The key of one record.
 * @throws TypeError where a part is missing, empty, too long for its padding, or would reach into another's place
 */
export const keyOf = <Pk extends string, Sk extends string>(
  kind: Pick<Kind<string, Table, Pk, Sk>, 'pk' | 'sk'>,
  parts: PartsOf<Pk> & PartsOf<Sk>,
): Key => ({ pk: fill(kind.pk, parts as Parts), sk: fill(kind.sk, parts as Parts) });

/** The partition of a kind, and how far its sort keys are the same with the parts that are given. */
export const prefixOf = <Pk extends string, Sk extends string>(
  kind: Pick<Kind<string, Table, Pk, Sk>, 'pk' | 'sk'>,
  parts: PartsOf<Pk> & Partial<PartsOf<Sk>>,
): { pk: string; prefix: string } => {
  const given = parts as Parts;
  const missing = [...kind.sk.matchAll(placeholder)].find(([, name]) => given[name ?? ''] === undefined);
  return {
    pk: fill(kind.pk, given),
    prefix: fill(missing ? kind.sk.slice(0, missing.index) : kind.sk, given),
  };
};

const literal = (text: string): string => text.replace(/[^\w#]/g, '\\$&');

const patterns = new Map<string, RegExp>();
const patternOf = (template: string): RegExp => {
  const known = patterns.get(template);
  if (known) return known;
  let source = '';
  let from = 0;
  for (const { 0: whole, 1: name, 2: digits, index } of template.matchAll(placeholder)) {
    const last = index + whole.length === template.length;
    source += `${literal(template.slice(from, index))}(?<${name}>${digits ? `\\d{${digits}}` : last ? '.+' : '[^#]+'})`;
    from = index + whole.length;
  }
  const pattern = new RegExp(`^${source}${literal(template.slice(from))}$`, 's');
  patterns.set(template, pattern);
  return pattern;
};

type Keyed = { pk?: unknown; sk?: unknown };

/** Whether a record is of this kind, by both its keys. */
export const isOf = (kind: Pick<Kind, 'pk' | 'sk'>, { pk, sk }: Keyed): boolean =>
  typeof pk === 'string' &&
  patternOf(kind.pk).test(pk) &&
  (kind.sk === '' ? sk === undefined : typeof sk === 'string' && patternOf(kind.sk).test(sk));

/** The one kind that a record is of; undefined where nobody said what it is. */
export const kindOf = <K extends Pick<Kind, 'pk' | 'sk'>>(kinds: readonly K[], item: Keyed): K | undefined =>
  kinds.find((kind) => isOf(kind, item));

/** The parts of a record's key as text; a padded number keeps its zeros. */
export const partsOf = (kind: Pick<Kind, 'pk' | 'sk'>, { pk, sk }: Keyed): Record<string, string> => ({
  ...patternOf(kind.pk).exec(String(pk))?.groups,
  ...(typeof sk === 'string' && patternOf(kind.sk).exec(sk)?.groups),
});

/** What one record leads to. */
export const referenceTo = <Pk extends string, Sk extends string>(
  kind: Pick<Kind<string, Table, Pk, Sk>, 'table' | 'pk' | 'sk'>,
  parts: PartsOf<Pk> & PartsOf<Sk>,
): Reference => ({ table: kind.table, ...keyOf(kind, parts) });
