/** What a `Ref` or `Fn::GetAtt` leads to. Throws where the template asks for something unknown. */
export type Lookup = {
  readonly ref: (logicalId: string) => unknown;
  readonly attribute: (logicalId: string, name: string) => string;
};

/** Stands for `AWS::NoValue`: the property or list element that holds it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

/**
 * Resolves CloudFormation's intrinsic functions in a JSON value.
 * @throws Error on an intrinsic outside Ref, GetAtt, Sub, Join, Select and Split, and on dynamic references.
 */
export function resolve(value: unknown, lookup: Lookup): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, lookup)).filter((item) => item !== NO_VALUE);
  if (typeof value === 'string') return refuseDynamicReference(value);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first && isIntrinsic(first[0])) return applyIntrinsic(first[0], first[1], lookup);
  const resolved = entries.map(([key, item]) => [key, resolve(item, lookup)] as const);
  return Object.fromEntries(resolved.filter(([, item]) => item !== NO_VALUE));
}

const isIntrinsic = (key: string) => key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');

function applyIntrinsic(name: string, argument: unknown, lookup: Lookup): unknown {
  switch (name) {
    case 'Ref':
      return lookup.ref(asString(argument, name));
    case 'Fn::GetAtt':
      return getAtt(argument, lookup);
    case 'Fn::Sub':
      return substitute(argument, lookup);
    case 'Fn::Join': {
      const [separator, parts] = asPair(argument, name);
      return asList(resolve(parts, lookup), name).join(asString(separator, name));
    }
    case 'Fn::Split': {
      const [separator, text] = asPair(argument, name);
      return asString(resolve(text, lookup), name).split(asString(separator, name));
    }
    case 'Fn::Select': {
      const [index, list] = asPair(argument, name);
      const items = asList(resolve(list, lookup), name);
      const item = items[Number(resolve(index, lookup))];
      if (item === undefined) throw new Error(`Fn::Select has no element ${JSON.stringify(index)}`);
      return item;
    }
    default:
      throw new Error(`the intrinsic ${name} is not implemented`);
  }
}

function getAtt(argument: unknown, lookup: Lookup): string {
  const [logicalId, ...path] = typeof argument === 'string' ? argument.split('.') : asList(argument, 'Fn::GetAtt');
  return lookup.attribute(asString(logicalId, 'Fn::GetAtt'), path.join('.'));
}

function substitute(argument: unknown, lookup: Lookup): string {
  const [template, variables] = typeof argument === 'string' ? [argument, {}] : asPair(argument, 'Fn::Sub');
  const own = resolve(variables, lookup) as Record<string, unknown>;
  return asString(template, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(own, name)) return asString(own[name], 'Fn::Sub');
    return asString(name.includes('.') ? getAtt(name, lookup) : lookup.ref(name), 'Fn::Sub');
  });
}

function refuseDynamicReference(text: string): string {
  if (/\{\{resolve:/.test(text)) throw new Error(`the dynamic reference ${text} is not implemented`);
  return text;
}

function asString(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${where} expects text, not ${JSON.stringify(value)}`);
}

function asList(value: unknown, where: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${where} expects a list, not ${JSON.stringify(value)}`);
}

function asPair(value: unknown, where: string): [unknown, unknown] {
  const list = asList(value, where);
  if (list.length !== 2) throw new Error(`${where} expects two arguments`);
  return [list[0], list[1]];
}
