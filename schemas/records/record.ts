import type * as z from 'zod';

/** The tables by the name of what they hold; a deployment gives each its own name. */
export const tables = ['casework', 'registry', 'network', 'feeds', 'audit', 'keys', 'limits'] as const;
export type Table = (typeof tables)[number];

/** Something encrypted under the supplier's key: unreadable once that key is destroyed. */
type Ciphertext = { purpose: string; nonce: string; text: string };

type Placeholder<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
/** What fills a key's template: text, or a whole number where it is padded (`{round:3}`). */
export type PartsOf<T extends string> = {
  [P in Placeholder<T> as P extends `${infer Name}:${string}` ? Name : P]: P extends `${string}:${string}`
    ? number
    : string;
};

/** What becomes of one field when its supplier is erased. */
export type Fate<V> =
  | 'keep'
  | { becomes: V | ((value: NonNullable<V>) => V) }
  | (undefined extends V ? 'gone' : never)
  | (NonNullable<V> extends Ciphertext ? 'unreadable' : never);
/** Every field says it: a new one does not compile until it does. */
export type Fates<F> = { [Name in keyof F]-?: Fate<F[Name]> };

/** A record, or a whole partition, that another one leads to. It is erased and exported before what leads to it. */
export type Reference = { table: Table; pk: string; sk?: string };

/** Fields that are not of the record itself: its key, its version, its time to live. */
export const bookkeeping = ['pk', 'sk', 'v', 'expiresAt'] as const;

export type Kind<
  K extends string = string,
  T extends Table = Table,
  Pk extends string = string,
  Sk extends string = string,
  // biome-ignore lint/suspicious/noExplicitAny: a kind of any shape; each place that reads fields infers the real one
  Z extends z.ZodObject = any,
> = {
  kind: K;
  table: T;
  /** Templates: `SUBMISSION#{submission}`, `RECEIPT#{round:3}` (padded to three digits). */
  pk: Pk;
  sk: Sk;
  schema: Z;
  /** Whether a consumer of the table's stream acts on it. */
  streamed: boolean;
  /** Whether the supplier's copy of its data holds it, and without which fields. */
  inExport: 'no' | 'whole' | { without: readonly (keyof z.infer<Z> & string)[] };
  /** `keep` whole: nothing in it is about a person, or the law keeps it; the kind's comment says which. */
  atErasure: 'delete' | 'keep' | Fates<z.infer<Z>>;
  /** How long it lives, in days or until when; absent: as long as what it belongs to. */
  lives?: string;
  leadsTo?: (one: z.infer<Z>, parts: Readonly<Record<string, string>>) => readonly Reference[];
};

/** One kind of record: from this value come its keys, its reads and writes, its erasure, its export and its documentation. */
export const record = <
  const K extends string,
  T extends Table,
  const Pk extends string,
  const Sk extends string,
  Z extends z.ZodObject,
>(
  kind: Kind<K, T, Pk, Sk, Z>,
): Kind<K, T, Pk, Sk, Z> => kind;

export type Fields<K> = K extends Kind<string, Table, string, string, infer Z> ? z.infer<Z> : never;
export type KeyParts<K> = K extends Kind<string, Table, infer Pk, infer Sk> ? PartsOf<Pk> & PartsOf<Sk> : never;
