import type { Json } from '../types.ts';
import { type FilterTest, parseFilter } from './json-path-filter.ts';
import { Scanner } from './scanner.ts';

/**
 * JSONPath as Step Functions reads it (the Jayway dialect): dotted and bracketed names, unions, indexes (negative too),
 * slices, wildcards, descent and filters. Path functions (`.length()`) are refused: intrinsic functions do that work.
 */
export type Segment =
  | { kind: 'names'; names: string[] }
  | { kind: 'indexes'; indexes: number[] }
  | { kind: 'slice'; from: number | undefined; to: number | undefined }
  | { kind: 'wildcard' }
  | { kind: 'descent' }
  | { kind: 'filter'; test: FilterTest };

export interface JsonPath {
  text: string;
  segments: Segment[];
  /** A definite path names one place and yields its value; any other yields the array of what it matched. */
  definite: boolean;
}

const NAME = /[^\s.[\]()'",*?@&|=<>!]+/y;

/** @throws SyntaxError */
export function parsePath(text: string): JsonPath {
  const scanner = new Scanner(text);
  scanner.expect('$');
  const segments = parseSegments(scanner);
  if (!scanner.done) throw scanner.error('a path goes on with . or [');
  return { text, segments, definite: isDefinite(segments) };
}

export const isDefinite = (segments: Segment[]): boolean =>
  segments.every(
    (segment) =>
      (segment.kind === 'names' && segment.names.length === 1) ||
      (segment.kind === 'indexes' && segment.indexes.length === 1),
  );

export function parseSegments(scanner: Scanner): Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    if (scanner.take('..')) {
      segments.push({ kind: 'descent' });
      if (scanner.peek() !== '[') segments.push(parseName(scanner));
    } else if (scanner.take('.')) segments.push(parseName(scanner));
    else if (scanner.take('[')) segments.push(parseBracket(scanner));
    else return segments;
  }
}

function parseName(scanner: Scanner): Segment {
  if (scanner.take('*')) return { kind: 'wildcard' };
  const name = scanner.match(NAME);
  if (name === undefined) throw scanner.error('a name is expected');
  if (scanner.peek() === '(') throw scanner.error(`path functions such as ${name}() are not implemented`);
  return { kind: 'names', names: [name] };
}

function parseBracket(scanner: Scanner): Segment {
  scanner.spaces();
  const segment = parseBracketContent(scanner);
  scanner.spaces();
  scanner.expect(']');
  return segment;
}

function parseBracketContent(scanner: Scanner): Segment {
  if (scanner.take('*')) return { kind: 'wildcard' };
  if (scanner.take('?(')) {
    const test = parseFilter(scanner);
    scanner.expect(')');
    return { kind: 'filter', test };
  }
  const quote = scanner.peek();
  if (quote === "'" || quote === '"') {
    const names = list(scanner, () => scanner.quoted(scanner.peek() === '"' ? '"' : "'"));
    return { kind: 'names', names };
  }
  const from = integer(scanner);
  if (scanner.take(':')) return { kind: 'slice', from, to: integer(scanner) };
  if (from === undefined) throw scanner.error('a name, an index, a slice or a filter is expected');
  if (!scanner.take(',')) return { kind: 'indexes', indexes: [from] };
  const rest = list(scanner, () => {
    const index = integer(scanner);
    if (index === undefined) throw scanner.error('an index is expected');
    return index;
  });
  return { kind: 'indexes', indexes: [from, ...rest] };
}

function list<T>(scanner: Scanner, item: () => T): T[] {
  const items: T[] = [];
  do {
    scanner.spaces();
    items.push(item());
    scanner.spaces();
  } while (scanner.take(','));
  return items;
}

function integer(scanner: Scanner): number | undefined {
  const found = scanner.match(/-?\d+/y);
  return found === undefined ? undefined : Number(found);
}

/**
 * @returns the array of all matches for an indefinite path, perhaps empty; undefined where the path, or the definite
 * beginning of it, leads nowhere (`$.gone[*]`)
 */
export function readPath(path: Pick<JsonPath, 'segments' | 'definite'>, root: Json): Json | undefined {
  let found: Json[] = [root];
  let definiteSoFar = true;
  for (const segment of path.segments) {
    if (definiteSoFar && found.length === 1 && !applies(segment, found[0]!)) return undefined;
    found = found.flatMap((value) => step(segment, value, root));
    definiteSoFar &&= isDefinite([segment]);
    if (found.length === 0) break;
  }
  return path.definite ? found[0] : found;
}

function applies(segment: Segment, value: Json): boolean {
  if (segment.kind === 'wildcard' || segment.kind === 'descent') return true;
  if (value === null || typeof value !== 'object') return false;
  if (segment.kind === 'indexes' || segment.kind === 'slice') return Array.isArray(value);
  if (segment.kind === 'filter') return true;
  return !Array.isArray(value) && (segment.names.length > 1 || Object.hasOwn(value, segment.names[0]!));
}

function step(segment: Segment, value: Json, root: Json): Json[] {
  if (value === null || typeof value !== 'object') return segment.kind === 'descent' ? [value] : [];
  switch (segment.kind) {
    case 'names':
      return Array.isArray(value)
        ? []
        : segment.names.flatMap((name) => (Object.hasOwn(value, name) ? [value[name]!] : []));
    case 'indexes':
      return Array.isArray(value) ? segment.indexes.flatMap((index) => at(value, index)) : [];
    case 'slice':
      return Array.isArray(value) ? value.slice(segment.from, segment.to) : [];
    case 'wildcard':
      return Object.values(value);
    case 'filter':
      return (Array.isArray(value) ? value : [value]).filter((item) => segment.test(item, root));
    case 'descent':
      return descend(value);
  }
}

const at = (items: Json[], index: number): Json[] => {
  const place = index < 0 ? index + items.length : index;
  return place in items ? [items[place]!] : [];
};

function descend(value: Json): Json[] {
  if (value === null || typeof value !== 'object') return [];
  return [value, ...Object.values(value).flatMap(descend)];
}
