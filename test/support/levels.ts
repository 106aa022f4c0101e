import type * as z from 'zod';

/** Which of `levels` values stands at a place of the input; a place is named by its path. */
export type Choose = (place: string, levels: number) => number;

/** Texts that are tried, in this order, wherever a contract asks for one: what it takes first stands for all of its kind. */
export type Texts = (place: string) => readonly string[];

/** Rules within rules, and lists within them, are followed this far. */
const deepest = 12;

// biome-ignore lint/suspicious/noExplicitAny: what zod keeps of a schema has no public type
const defOf = (schema: z.ZodType): any => (schema as unknown as { _zod: { def: unknown } })._zod.def;

const textFor = (schema: z.ZodType, place: string, texts: Texts, choose: Choose): string => {
  const fitting = [...new Set(texts(place))].filter((text) => schema.safeParse(text).success).slice(0, 2);
  if (fitting.length === 0) throw new Error(`no text fits ${place}: add one to the texts of the test`);
  return fitting[choose(place, fitting.length)]!;
};

const numberFor = (schema: z.ZodType, place: string, choose: Choose): number => {
  const candidates = [0, 1, 2, 5100, 10_000, 99_999_999_999, 0.5].filter((one) => schema.safeParse(one).success);
  const levels = candidates.length > 1 ? [candidates[0]!, candidates.at(-1)!] : candidates;
  if (levels.length === 0) throw new Error(`no number fits ${place}`);
  return levels[choose(place, levels.length)]!;
};

/** Some of a closed list: each alone, each beside its neighbour, all of them, one twice, and none where that is allowed. */
const subsets = (members: readonly unknown[], fits: (list: readonly unknown[]) => boolean): unknown[][] =>
  [
    ...members.map((one) => [one]),
    ...members.map((one, i) => [one, members[(i + 1) % members.length]]),
    [...members],
    [members[0], members[0]],
    [],
  ].filter(fits);

/**
 * A value that a schema takes, as far as its parts tell: `choose` is asked at each place where there is more than one kind
 * of value, and decides. Rules about several fields at once are not looked at; what breaks them has to be refused well.
 */
export const valueFor = (schema: z.ZodType, choose: Choose, texts: Texts, place = '', depth = 0): unknown => {
  const def = defOf(schema);
  const inner = (next: z.ZodType, name = '') =>
    valueFor(next, choose, texts, name === '' ? place : `${place}.${name}`, depth + (name === '' ? 0 : 1));
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries<z.ZodType>(def.shape).flatMap(([name, field]) => {
          const value = inner(field, name);
          return value === undefined ? [] : [[name, value]];
        }),
      );
    case 'optional':
    case 'default':
    case 'prefault':
      return choose(`${place}?`, 2) === 0 ? undefined : inner(def.innerType);
    case 'nullable':
      return choose(`${place}?null`, 2) === 0 ? inner(def.innerType) : null;
    case 'readonly':
    case 'catch':
    case 'nonoptional':
      return inner(def.innerType);
    case 'lazy':
      return valueFor(def.getter(), choose, texts, place, depth);
    case 'pipe':
      // A number of a query is a text at first: what it must be is said where it comes out.
      return defOf(def.in).type === 'number' || defOf(def.in).type === 'transform' ? inner(def.out) : inner(def.in);
    case 'union': {
      const options: z.ZodType[] = def.options;
      const shallow = options.filter((one) => !JSON.stringify(Object.keys(defOf(one).shape ?? {})).includes('"of"'));
      const usable = depth < deepest / 2 ? options : shallow;
      return inner(usable[choose(`${place}|`, usable.length)]!);
    }
    case 'array': {
      const element = defOf(def.element);
      const fits = (list: readonly unknown[]) => schema.safeParse(list).success;
      if (element.type === 'enum') {
        const lists = subsets(Object.values(element.entries), fits);
        return lists[choose(place, lists.length)];
      }
      const lengths = [0, 1, 2].filter((length) => {
        const { minimum = 0, maximum = 2 } = (schema as z.ZodArray)._zod.bag as { minimum?: number; maximum?: number };
        return length >= minimum && length <= maximum;
      });
      const length = lengths[choose(`${place}#`, lengths.length)] ?? 1;
      return Array.from({ length }, (_, i) => inner(def.element, String(i)));
    }
    case 'record': {
      const size = choose(`${place}#`, 3);
      const keys = defOf(def.keyType);
      const named =
        keys.type === 'enum'
          ? Object.values<string>(keys.entries)
          : [...new Set(texts(`${place}{}`))].filter((text) => def.keyType.safeParse(text).success).slice(0, size);
      return Object.fromEntries(named.map((name, i) => [name, inner(def.valueType, `{${i}}`)]));
    }
    case 'enum': {
      const members = Object.values(def.entries);
      return members[choose(place, members.length)];
    }
    case 'literal':
      return def.values[0];
    case 'boolean':
      return choose(place, 2) === 1;
    case 'number':
    case 'int':
      return numberFor(schema, place, choose);
    case 'string':
    case 'template_literal':
      return textFor(schema, place, texts, choose);
    case 'unknown':
    case 'any':
      return ['', 'a', null, { a: [1] }][choose(place, 4)];
    case 'undefined':
      return undefined;
    default:
      throw new Error(`${place}: no values are known for ${def.type}`);
  }
};
