import { isDeepStrictEqual } from 'node:util';

/** Whatever a form asks and a record holds, as JSON; `undefined` where there is nothing. */
type Value = unknown;
type Fields = Readonly<Record<string, Value>>;

/** What a page showed is not known: only what it says like the record is taken from it. */
export const unknown = Symbol('what a page showed is not known');

/** Two people changed one value to different ones. `at`: its place, `owners.owner-1.bp`. */
export type Conflict = { at: string; shown: Value; typed: Value; kept: Value };
export type Choice = 'mine' | 'kept';
/** What somebody chose of a conflict that they were shown; undefined where they were not shown one, or chose nothing. */
export type Choices = { shown: ReadonlySet<string>; of: (at: string) => Choice | undefined };
const noChoices: Choices = { shown: new Set(), of: () => undefined };

/** `merged`: what to keep, with what was typed where two differ until somebody chooses. */
export type Merged<T> = { merged: T; conflicts: Conflict[] };

const isFields = (value: Value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: Value): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Names by which the entries of a list are known, whatever place they have in it. */
const names = ['id', 'certification', 'institution'] as const;
const nameOf = (entry: Value): string | undefined => {
  const found = isFields(entry) ? names.map((name) => entry[name]).find((one) => typeof one === 'string') : undefined;
  return found as string | undefined;
};
/** A list as its entries by name, where each has one of its own. */
const byName = (value: Value): ReadonlyMap<string, Value> | undefined => {
  if (!Array.isArray(value)) return undefined;
  const entries = new Map(value.map((entry) => [nameOf(entry) ?? '', entry]));
  return entries.size === value.length && !entries.has('') ? entries : undefined;
};

/** A list of values without names, each once, by its content. */
const byContent = (value: Value): ReadonlyMap<string, Value> | undefined => {
  if (!Array.isArray(value)) return undefined;
  const entries = new Map(value.map((entry) => [JSON.stringify(entry), entry]));
  return entries.size === value.length ? entries : undefined;
};

const same = isDeepStrictEqual;

/** The value at a place: the names of fields, and of entries in lists. */
export const valueAt = (value: Value, at: string): Value =>
  at.split('.').reduce((found, name) => {
    if (Array.isArray(found)) return byName(found)?.get(name);
    return isFields(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }, value);

/** A value with another one at a place, or without what is there. */
export const withValueAt = (value: Value, at: string, next: Value): Value => {
  const [name = '', ...rest] = at.split('.');
  const inner = rest.length === 0 ? next : withValueAt(valueAt(value, name), rest.join('.'), next);
  if (Array.isArray(value)) {
    const index = value.findIndex((entry) => nameOf(entry) === name);
    if (inner === undefined) return value.filter((_, place) => place !== index);
    return index < 0 ? [...value, inner] : value.with(index, inner);
  }
  const { [name]: _, ...others } = isFields(value) ? value : {};
  return inner === undefined ? others : { ...(value as object), [name]: inner };
};

class Merge {
  readonly conflicts: Conflict[] = [];
  readonly #choices: Choices;
  readonly #blank: Value;

  constructor(choices: Choices, blank: Value) {
    this.#choices = choices;
    this.#blank = blank;
  }

  value(at: string, shown: Value, typed: Value, kept: Value): Value {
    const choice = this.#choices.of(at);
    // Where nothing was, a page left as it was sends what an empty page sends.
    if (shown === undefined && typed !== undefined && same(typed, valueAt(this.#blank, at))) return kept ?? typed;
    if (choice === 'kept') return kept;
    if (this.#choices.shown.has(at) && !choice && !same(typed, kept)) return this.#conflict(at, shown, typed, kept);
    if (isFields(typed) && isFields(kept)) return this.#fields(at, shown, typed, kept);
    if (Array.isArray(typed) && Array.isArray(kept)) return this.#list(at, shown, typed, kept);
    return this.#whole(at, shown, typed, kept);
  }

  #whole(at: string, shown: Value, typed: Value, kept: Value): Value {
    if (same(typed, kept) || same(typed, shown)) return kept;
    // Over nothing, nothing is lost.
    if (same(kept, shown) || (shown === unknown && kept === undefined)) return typed;
    return this.#conflict(at, shown, typed, kept);
  }

  #conflict(at: string, shown: Value, typed: Value, kept: Value): Value {
    this.conflicts.push({ at, shown: shown === unknown ? undefined : shown, typed, kept });
    return typed;
  }

  /** The part of what was shown that stands under a name. */
  #part(shown: Value, name: string): Value {
    if (shown === unknown) return unknown;
    return isFields(shown) && Object.hasOwn(shown, name) ? shown[name] : undefined;
  }

  #fields(at: string, shown: Value, typed: Fields, kept: Fields): Fields {
    const all = new Set([...Object.keys(kept), ...Object.keys(typed)]);
    const merged = [...all].map((name): [string, Value] => {
      const own = (fields: Fields) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
      return [name, this.value(at ? `${at}.${name}` : name, this.#part(shown, name), own(typed), own(kept))];
    });
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
  }

  #list(at: string, shown: Value, typed: readonly Value[], kept: readonly Value[]): Value {
    const before = shown === unknown || shown === undefined ? [] : shown;
    const named = [typed, kept, before].map(byName);
    const [mine, theirs, base] = named;
    if (mine && theirs && base) {
      const asFields = (entries: ReadonlyMap<string, Value>) => Object.fromEntries(entries);
      const merged = this.#fields(at, shown === unknown ? unknown : asFields(base), asFields(mine), asFields(theirs));
      return [...new Set([...theirs.keys(), ...mine.keys()])].flatMap((name) => merged[name] ?? []);
    }
    if (shown === unknown && kept.length > 0) return this.#whole(at, shown, typed, kept);
    return this.#set(at, before, typed, kept) ?? this.#whole(at, before, typed, kept);
  }

  /** What each added and took away, together; undefined where that cannot be told. */
  #set(at: string, shown: Value, typed: readonly Value[], kept: readonly Value[]): Value {
    const [mine, theirs, base] = [byContent(typed), byContent(kept), byContent(shown)];
    if (!mine || !theirs || !base) return undefined;
    const added = [...mine].filter(([content]) => !base.has(content) && !theirs.has(content));
    const addedThere = [...theirs].some(([content]) => !base.has(content) && !mine.has(content));
    const takenByBoth = [...base.keys()].some((content) => !mine.has(content) && !theirs.has(content));
    // Both put something else in the place of one entry.
    if (!isTexts(typed) && takenByBoth && added.length > 0 && addedThere) return this.#conflict(at, shown, typed, kept);
    const left = [...theirs].filter(([content]) => mine.has(content) || !base.has(content));
    return [...left, ...added].map(([, entry]) => entry);
  }
}

/**
 * Three ways: what a page showed, what was typed into it, and what is kept now. What this page left alone takes what is
 * kept; what only this page changed is taken from it; what both changed to different values is a conflict. Entries of a list
 * that have names are told apart by them; those without are together what each added and took away. `blank`: what an empty
 * page sends, which says nothing.
 */
export const merge = <T>(
  shown: Value,
  typed: T,
  kept: T,
  { choices = noChoices, blank }: { choices?: Choices; blank?: Value } = {},
): Merged<T> => {
  const merging = new Merge(choices, blank);
  const merged = merging.value('', shown, typed, kept) as T;
  return { merged, conflicts: merging.conflicts };
};

/** JSON Merge Patch (RFC 7396) that makes one value of another. */
export const patchBetween = (from: Value, to: Value): Value => {
  if (to === undefined) return null;
  if (!isFields(from) || !isFields(to)) return to;
  const all = new Set([...Object.keys(from), ...Object.keys(to)]);
  const changed = [...all].filter((name) => !same(from[name], to[name]));
  return Object.fromEntries(changed.map((name) => [name, patchBetween(from[name], to[name])]));
};
