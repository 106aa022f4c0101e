import { type Lookup, NO_VALUE, resolve } from './intrinsics.ts';
import type { Named } from './kind.ts';
import { isImplemented, isInert, kindOf } from './registry.ts';

/** A resource as the template writes it, before anything is resolved. */
export type RawResource = { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> };

export type Place = { readonly stackName: string; readonly region: string; readonly account: string };

/**
 * Gives each resource its physical name and answers every reference to it, to a parameter or to a pseudo-parameter.
 * Names are derived from the stack and the logical id where the template leaves them to AWS, so that a second start
 * finds what the first one made.
 */
export function createLookup(
  resources: Readonly<Record<string, RawResource>>,
  parameters: Readonly<Record<string, { Type: string; Default?: unknown }>>,
  place: Place,
): Lookup & { readonly named: (logicalId: string) => Named } {
  const named = (logicalId: string): Named => {
    const resource = resources[logicalId];
    if (!resource) throw new Error(`there is no resource ${logicalId}`);
    return { logicalId, name: nameOf(logicalId, resource), region: place.region, account: place.account };
  };

  function nameOf(logicalId: string, { Type: type, Properties: properties }: RawResource): string {
    const fallback = `${place.stackName}-${logicalId}`;
    if (!isImplemented(type)) return fallback;
    const { nameProperty, defaultName } = kindOf(type);
    const given = nameProperty && properties?.[nameProperty];
    if (given !== undefined && given !== '') {
      const name = resolve(given, lookup);
      if (typeof name === 'string') return name;
    }
    return defaultName?.(place.stackName, logicalId) ?? fallback;
  }

  const lookup: Lookup = {
    ref(logicalId) {
      if (logicalId.startsWith('AWS::')) return pseudoParameter(logicalId, place);
      if (Object.hasOwn(parameters, logicalId)) return parameterValue(logicalId, parameters[logicalId]!);
      const resource = named(logicalId);
      const type = resources[logicalId]!.Type;
      if (isImplemented(type)) return kindOf(type).ref(resource);
      if (isInert(type)) return resource.name;
      throw new Error(`${logicalId} has the type ${type}, which is not implemented`);
    },
    attribute(logicalId, name) {
      const resource = named(logicalId);
      const type = resources[logicalId]!.Type;
      if (isInert(type)) return `arn:aws:${type.split('::')[1]!.toLowerCase()}:::${resource.name}/${name}`;
      const attribute = isImplemented(type) ? kindOf(type).attributes[name] : undefined;
      if (!attribute) throw new Error(`the attribute ${name} of ${logicalId} (${type}) is not implemented`);
      return attribute(resource);
    },
  };
  return { ...lookup, named };
}

function pseudoParameter(name: string, { stackName, region, account }: Place): unknown {
  switch (name) {
    case 'AWS::Region':
      return region;
    case 'AWS::AccountId':
      return account;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return stackName;
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/embedded`;
    case 'AWS::NoValue':
      return NO_VALUE;
    default:
      throw new Error(`the pseudo-parameter ${name} is not implemented`);
  }
}

function parameterValue(name: string, { Type: type, Default: value }: { Type: string; Default?: unknown }): unknown {
  if (type !== 'String' && type !== 'Number')
    throw new Error(`the parameter type ${type} of ${name} is not implemented`);
  if (value === undefined) throw new Error(`the parameter ${name} has no default`);
  return value;
}
