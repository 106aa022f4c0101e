import { keyOf } from '#schemas/records/key.ts';
import type { Fields, KeyParts, Kind, Table } from '#schemas/records/record.ts';
import type { Problem } from '../problem.ts';
import type { Item, Write } from '../tables.ts';

const comparison = Symbol('comparison');
type Comparison = { [comparison]: '>' | '<' | '<=' | '>=' | 'absent' | 'present' | 'without'; value?: unknown };
const compare = (sign: Comparison[typeof comparison]) => (value: string | number) => ({ [comparison]: sign, value });
/** What a field must be for a write to hold, where it is not simply equal. */
export const above = compare('>');
export const below = compare('<');
export const atMost = compare('<=');
export const atLeast = compare('>=');
export const absent: Comparison = { [comparison]: 'absent' };
export const present: Comparison = { [comparison]: 'present' };
/** A list that does not hold this value. */
export const without = compare('without');

type Test<V> = NonNullable<V> | Comparison;
type All<F> = { [Name in keyof F]?: Test<F[Name]> };
/** `new`: there is none yet · `there`: there is one · fields that must all be so · a list of such, one of which must hold. */
export type Condition<F> = 'new' | 'there' | All<F> | readonly ('new' | 'there' | All<F>)[];

type Optional<F> = { [Name in keyof F]-?: undefined extends F[Name] ? Name : never }[keyof F];
type OfType<F, V> = { [Name in keyof F]-?: NonNullable<F[Name]> extends V ? Name : never }[keyof F];
export type Change<F> = {
  set?: Partial<F>;
  /** Set only where the field is not there yet. */
  ifAbsent?: Partial<F>;
  add?: { [Name in OfType<F, number>]?: number };
  /** Added at the end of a list, which begins empty. */
  append?: { [Name in OfType<F, readonly unknown[]>]?: F[Name] };
  /** Only what the schema has as optional: what is left must still parse. */
  remove?: readonly Optional<F>[];
};

export type Terms<F> = { when?: Condition<F>; orElse?: Problem };

/** Placeholders for every name and value: no field can be mistaken for a reserved word, and names stay readable in traces. */
class Placeholders {
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, unknown> = {};
  name(field: string): string {
    this.#names[`#${field}`] = field;
    return `#${field}`;
  }
  value(value: unknown): string {
    const placeholder = `:${Object.keys(this.#values).length}`;
    this.#values[placeholder] = value;
    return placeholder;
  }
  used() {
    return {
      ...(Object.keys(this.#names).length > 0 && { ExpressionAttributeNames: this.#names }),
      ...(Object.keys(this.#values).length > 0 && { ExpressionAttributeValues: this.#values }),
    };
  }
}

const isComparison = (value: unknown): value is Comparison =>
  typeof value === 'object' && value !== null && comparison in value;

const testText = (holders: Placeholders, field: string, wanted: unknown): string => {
  const name = holders.name(field);
  if (!isComparison(wanted)) return `${name} = ${holders.value(wanted)}`;
  const sign = wanted[comparison];
  if (sign === 'absent') return `attribute_not_exists(${name})`;
  if (sign === 'present') return `attribute_exists(${name})`;
  if (sign === 'without') return `NOT contains(${name}, ${holders.value(wanted.value)})`;
  return `${name} ${sign} ${holders.value(wanted.value)}`;
};

const oneText = (holders: Placeholders, condition: string | object): string => {
  if (condition === 'new') return 'attribute_not_exists(pk)';
  if (condition === 'there') return 'attribute_exists(pk)';
  const tests = Object.entries(condition).filter(([, wanted]) => wanted !== undefined);
  // A condition whose fields are all undefined would hold always: that is never what was meant.
  if (tests.length === 0) throw new TypeError('a condition that tests nothing');
  return tests.map(([field, wanted]) => testText(holders, field, wanted)).join(' AND ');
};

const conditionText = (holders: Placeholders, condition: string | object): string => {
  if (!Array.isArray(condition)) return oneText(holders, condition);
  if (condition.length === 0) throw new TypeError('a condition without an alternative');
  // AND binds before OR, and DynamoDB refuses parentheses that change nothing.
  return condition.map((one) => oneText(holders, one)).join(' OR ');
};

/** Fields that are given: one that is undefined is left as it is, never removed. */
const given = (fields: object | undefined) => Object.entries(fields ?? {}).filter(([, value]) => value !== undefined);

const changeText = (holders: Placeholders, change: Change<Item>): string => {
  const set = [
    ...given(change.set).map(([field, value]) => `${holders.name(field)} = ${holders.value(value)}`),
    ...given(change.ifAbsent).map(([field, value]) => {
      const name = holders.name(field);
      return `${name} = if_not_exists(${name}, ${holders.value(value)})`;
    }),
    ...given(change.append).map(([field, value]) => {
      const name = holders.name(field);
      return `${name} = list_append(if_not_exists(${name}, ${holders.value([])}), ${holders.value(value)})`;
    }),
  ];
  const add = given(change.add).map(([field, value]) => `${holders.name(field)} ${holders.value(value)}`);
  const removed = (change.remove ?? []).map((field) => holders.name(String(field)));
  const text = [
    ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
    ...(add.length > 0 ? [`ADD ${add.join(', ')}`] : []),
    ...(removed.length > 0 ? [`REMOVE ${removed.join(', ')}`] : []),
  ].join(' ');
  if (text === '') throw new TypeError('an update that changes nothing');
  return text;
};

/**
 * Conditional writes of records by their kinds. Nothing is sent: each returns a `Write` for the one transaction of its
 * request or change.
 * @param names what the deployment calls the tables; a kind of a table that is not named is refused
 */
export const recordWrites = (names: Partial<Record<Table, string>>) => {
  const at = (kind: Kind, parts: unknown) => {
    const name = names[kind.table];
    if (name === undefined) throw new TypeError(`no table ${kind.table} for ${kind.kind}`);
    const { pk, sk } = keyOf(kind, parts as never);
    return { TableName: name, Key: sk === '' ? { pk } : { pk, sk } };
  };
  const withProblem = (write: Write, orElse: Problem | undefined): Write => ({ ...write, ...(orElse && { orElse }) });

  return {
    /** The whole record, in place of any before. @param expiresAt seconds since 1970 */
    put: <K extends Kind>(
      kind: K,
      parts: KeyParts<K>,
      fields: Fields<K>,
      { when, orElse, expiresAt }: Terms<Fields<K>> & { expiresAt?: number } = {},
    ): Write => {
      const { TableName, Key } = at(kind, parts);
      const holders = new Placeholders();
      return withProblem(
        {
          Put: {
            TableName,
            Item: { ...Key, ...(fields as Item), ...(expiresAt !== undefined && { expiresAt }) },
            ...(when !== undefined && { ConditionExpression: conditionText(holders, when as object) }),
            ...holders.used(),
          },
        },
        orElse,
      );
    },
    /** Some fields of a record that is there; with `make`, also where there is none yet. */
    update: <K extends Kind>(
      kind: K,
      parts: KeyParts<K>,
      change: Change<Fields<K>>,
      { when, orElse, make }: Terms<Fields<K>> & { make?: true } = {},
    ): Write => {
      const holders = new Placeholders();
      const UpdateExpression = changeText(holders, change as Change<Item>);
      const own = when === undefined ? '' : conditionText(holders, when as object);
      // An update of what is not there would make half a record.
      const there = make ? '' : 'attribute_exists(pk)';
      const all =
        own && there ? `${Array.isArray(when) && when.length > 1 ? `(${own})` : own} AND ${there}` : own || there;
      return withProblem(
        {
          Update: {
            ...at(kind, parts),
            UpdateExpression,
            ...(all !== '' && { ConditionExpression: all }),
            ...holders.used(),
          },
        },
        orElse,
      );
    },
    remove: <K extends Kind>(kind: K, parts: KeyParts<K>, { when, orElse }: Terms<Fields<K>> = {}): Write => {
      const holders = new Placeholders();
      return withProblem(
        {
          Delete: {
            ...at(kind, parts),
            ...(when !== undefined && { ConditionExpression: conditionText(holders, when as object) }),
            ...holders.used(),
          },
        },
        orElse,
      );
    },
    /** Writes nothing: the transaction holds only while this is so. */
    check: <K extends Kind>(kind: K, parts: KeyParts<K>, when: Condition<Fields<K>>, orElse?: Problem): Write => {
      const holders = new Placeholders();
      return withProblem(
        {
          ConditionCheck: {
            ...at(kind, parts),
            ConditionExpression: conditionText(holders, when as object),
            ...holders.used(),
          },
        },
        orElse,
      );
    },
  };
};
