export type RouteMatch<Target> = {
  readonly routeKey: string;
  readonly target: Target;
  readonly pathParameters: Readonly<Record<string, string>>;
};

type Segment = { readonly kind: 'literal' | 'parameter' | 'greedy'; readonly text: string };
type Entry<Target> = {
  readonly routeKey: string;
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly target: Target;
};

/**
 * Chooses a route as an HTTP API does: the most specific wins: a literal segment before a parameter before a greedy
 * one, the method before ANY, `$default` last. Paths are matched on their raw segments, parameters are decoded.
 */
export function createRouter<Target>(routes: readonly { routeKey: string; target: Target }[]) {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const entries = routes
    .filter((route) => route !== fallback)
    .map(parse)
    .sort(bySpecificity);

  return {
    /** Undefined where the API answers 404 by itself. */
    match(method: string, path: string): RouteMatch<Target> | undefined {
      const parts = split(path);
      for (const { routeKey, target, method: own, segments } of entries) {
        if (own !== 'ANY' && own !== method) continue;
        const pathParameters = bind(segments, parts);
        if (pathParameters) return { routeKey, target, pathParameters };
      }
      return fallback && { ...fallback, pathParameters: {} };
    },
  };
}

const split = (path: string): string[] => path.split('/').slice(1);

function parse<Target>({ routeKey, target }: { routeKey: string; target: Target }): Entry<Target> {
  const [method = '', path = ''] = routeKey.split(' ');
  const segments = split(path).map((text): Segment => {
    const name = /^\{([^}+]+)(\+?)\}$/.exec(text);
    if (!name) return { kind: 'literal', text };
    return { kind: name[2] ? 'greedy' : 'parameter', text: name[1]! };
  });
  return { routeKey, method, segments, target };
}

const rank = { literal: 0, parameter: 1, greedy: 2 } as const;

function bySpecificity(a: Entry<unknown>, b: Entry<unknown>): number {
  for (let index = 0; index < Math.max(a.segments.length, b.segments.length); index++) {
    const [left, right] = [a.segments[index], b.segments[index]];
    const difference = (left ? rank[left.kind] : 3) - (right ? rank[right.kind] : 3);
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

function bind(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, { kind, text }] of segments.entries()) {
    const part = parts[index];
    if (part === undefined) return undefined;
    if (kind === 'greedy') {
      const rest = parts.slice(index).join('/');
      if (rest === '') return undefined;
      parameters[text] = decode(rest);
      return parameters;
    }
    if (kind === 'parameter') {
      if (part === '') return undefined;
      parameters[text] = decode(part);
    } else if (part !== text) return undefined;
  }
  return parts.length === segments.length ? parameters : undefined;
}

/** A malformed escape reaches the function as it came, for it to refuse. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
