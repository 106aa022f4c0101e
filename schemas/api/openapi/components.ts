import * as z from 'zod';

export type Json = Record<string, unknown>;
type Io = 'input' | 'output';

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every value below `value`, itself changed by `change` where that gives something. */
const mapped = (value: unknown, change: (text: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === '$ref' && typeof one === 'string' ? change(one) : mapped(one, change),
    ]),
  );
};

/** The names of schemas beside what zod's own registry says of them. */
class Names extends z.core.$ZodRegistry<z.GlobalMeta> {
  private readonly names: ReadonlyMap<z.ZodType, string>;
  constructor(names: ReadonlyMap<z.ZodType, string>) {
    super();
    this.names = names;
  }
  override get(schema: z.core.$ZodType) {
    const { id: _, ...known } = z.globalRegistry.get(schema) ?? {};
    const id = this.names.get(schema as z.ZodType);
    // biome-ignore lint/suspicious/noExplicitAny: the registry's own type is deferred until its schema is known
    return { ...known, ...(id && { id }) } as any;
  }
  override has(schema: z.core.$ZodType): boolean {
    return this.names.has(schema as z.ZodType) || z.globalRegistry.has(schema);
  }
}

const pending = /^#pending\/(input|output)\/(.+)$/;

/**
 * JSON Schemas that share their named parts: `use` gives one for a place of the document, and `settle` puts the document
 * together. What is taken and what is given can differ under one name (a default can be left out when it is taken): what is
 * taken is then called `…Input`.
 */
export const sharedSchemas = (names: ReadonlyMap<z.ZodType, string>) => {
  const registry = new Names(names);
  const found: Record<Io, Map<string, Json>> = { input: new Map(), output: new Map() };
  /** Schemas that hold themselves and have no name: found again by what they say. */
  const unnamed = new Map<string, string>();

  const use = (schema: z.ZodType, io: Io): Json => {
    const {
      $schema: _,
      $defs,
      ...rest
    } = z.toJSONSchema(schema, {
      ...{ io, unrepresentable: 'any', reused: 'inline', metadata: registry },
    }) as Json & { $defs?: Record<string, Json> };
    const renamed = new Map<string, string>();
    for (const [key, { id: __, ...one }] of Object.entries($defs ?? {})) {
      if (!key.startsWith('__schema')) continue;
      const text = JSON.stringify([io, one]).replaceAll(/__schema\d+/g, '');
      if (!unnamed.has(text)) unnamed.set(text, `Part${unnamed.size + 1}`);
      renamed.set(key, unnamed.get(text)!);
    }
    const point = (ref: string) => {
      const key = ref.replace('#/$defs/', '');
      return `#pending/${io}/${renamed.get(key) ?? key}`;
    };
    for (const [key, { id: __, ...one }] of Object.entries($defs ?? {}))
      found[io].set(renamed.get(key) ?? key, mapped(one, point) as Json);
    const { id: __, ...bare } = rest;
    return mapped(bare, point) as Json;
  };

  const settle = <T>(document: T): { document: T; schemas: Json } => {
    // Two of one name are one where they say the same, of parts that are one themselves.
    const same = new Set([...found.input.keys()].filter((name) => found.output.has(name)));
    const alike = (one: unknown) => JSON.stringify(mapped(one, (ref) => ref.replace(pending, '$2')));
    const partsOf = (one: Json) =>
      [...JSON.stringify(one).matchAll(/#pending\/\w+\/([\w.-]+)/g)].map(([, part]) => part!);
    for (let before = -1; before !== same.size; ) {
      before = same.size;
      for (const name of same) {
        const [taken, given] = [found.input.get(name)!, found.output.get(name)!];
        const parts = partsOf(taken).filter((part) => found.output.has(part));
        if (alike(taken) !== alike(given) || parts.some((part) => !same.has(part))) same.delete(name);
      }
    }
    const nameOf = (io: Io, name: string) =>
      io === 'input' && found.output.has(name) && !same.has(name) ? `${name}Input` : name;
    const final = (ref: string) =>
      ref.replace(pending, (_, io: Io, name) => `#/components/schemas/${nameOf(io, name)}`);
    const all = (['output', 'input'] as const).flatMap((io) =>
      [...found[io]].map(([name, schema]) => [nameOf(io, name), mapped(schema, final)] as const),
    );
    const schemas = Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
    return { document: mapped(document, final) as T, schemas };
  };
  return { use, settle };
};
