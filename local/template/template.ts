import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { resolve } from './intrinsics.ts';
import { createLookup, type RawResource } from './names.ts';
import { TemplateRefused } from './refused.ts';
import { type ImplementedType, isImplemented, isInert, kindOf, type PropertiesOf } from './registry.ts';

export type Resource<Type extends ImplementedType = ImplementedType> = {
  readonly type: Type;
  readonly logicalId: string;
  /** The physical name or id. */
  readonly name: string;
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives, where the type has it. */
  readonly attribute: (name: string) => string;
  readonly properties: PropertiesOf<Type>;
};

/** A synthesised stack with every reference resolved. */
export type Stack = {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly ofType: <Type extends ImplementedType>(type: Type) => readonly Resource<Type>[];
  /** The folder or file of an asset, by the bucket key that the template gives it. */
  readonly assetPath: (objectKey: string) => string;
};

const templateSchema = z.strictObject({
  Description: z.string().optional(),
  AWSTemplateFormatVersion: z.string().optional(),
  Metadata: z.unknown().optional(),
  // Only assert what the CDK's bootstrap stack must be: there is none here.
  Rules: z.strictObject({ CheckBootstrapVersion: z.unknown() }).partial().optional(),
  Parameters: z.record(z.string(), z.looseObject({ Type: z.string(), Default: z.unknown().optional() })).default({}),
  Resources: z.record(
    z.string(),
    z.strictObject({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      ...Object.fromEntries(
        ['DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata', 'UpdatePolicy'].map((key) => [
          key,
          z.unknown().optional(),
        ]),
      ),
    }),
  ),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
});

/**
 * Reads a synthesised template and resolves it.
 * @param file `cdk.out/NAME.template.json`; the assets lie beside it.
 * @param replaced types that something else on this machine stands in for, as the caller vouches: they are left out, and
 * with them the rules that listen to their services.
 * @throws TemplateRefused with everything that the runtime does not implement.
 */
export function loadTemplate(file: string, { replaced = [] }: { replaced?: readonly string[] } = {}): Stack {
  const place = { region: 'ca-central-1', account: '000000000000' };
  const stackName = basename(file, '.template.json');
  const parsed = templateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new TemplateRefused(parsed.error.issues.map((issue) => describeIssue('template', issue)));
  const template = parsed.data;
  const rawResources = template.Resources as Readonly<Record<string, RawResource>>;
  const lookup = createLookup(rawResources, template.Parameters, { stackName, ...place });

  const problems: string[] = [];
  const attempt = <Value>(where: string, work: () => Value): Value | undefined => {
    try {
      return work();
    } catch (error) {
      problems.push(`${where}: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  };

  const resources: Resource[] = [];
  for (const [logicalId, raw] of Object.entries(rawResources)) {
    if (isInert(raw.Type) || replaced.includes(raw.Type) || listensOnlyTo(replaced, raw)) continue;
    if (!isImplemented(raw.Type)) {
      problems.push(`${logicalId}: the resource type ${raw.Type} is neither implemented nor named as replaced`);
      continue;
    }
    const type = raw.Type;
    attempt(logicalId, () => {
      const properties = kindOf(type).properties.safeParse(resolve(raw.Properties ?? {}, lookup));
      if (!properties.success) {
        problems.push(...properties.error.issues.map((issue) => describeIssue(`${logicalId} (${type})`, issue)));
        return;
      }
      resources.push({
        type,
        logicalId,
        name: lookup.named(logicalId).name,
        ref: String(lookup.ref(logicalId)),
        attribute: (name) => lookup.attribute(logicalId, name),
        properties: properties.data as Resource['properties'],
      });
    });
  }
  const outputs = Object.entries(template.Outputs).map(
    ([name, { Value: value }]) => [name, String(attempt(`output ${name}`, () => resolve(value, lookup)))] as const,
  );
  if (problems.length > 0) throw new TemplateRefused(problems);

  return {
    name: stackName,
    ...place,
    outputs: Object.fromEntries(outputs),
    ofType: <Type extends ImplementedType>(type: Type) =>
      resources.filter((resource): resource is Resource<Type> & Resource => resource.type === type),
    assetPath: createAssetPaths(file, stackName),
  };
}

const eventRule = z.object({ EventPattern: z.object({ source: z.array(z.string()) }) });

/** A rule whose every source is a service that is replaced: no such event ever comes here. */
function listensOnlyTo(replaced: readonly string[], { Type: type, Properties: properties }: RawResource): boolean {
  if (type !== 'AWS::Events::Rule') return false;
  const rule = eventRule.safeParse(properties);
  const services = new Set(replaced.map((each) => `aws.${each.split('::')[1]?.toLowerCase()}`));
  return rule.success && rule.data.EventPattern.source.every((source) => services.has(source));
}

function describeIssue(where: string, issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return `${where}: ${path}: ${issue.message}`;
  return `${where}: ${issue.keys.map((key) => (path ? `${path}.${key}` : key)).join(', ')} is not implemented`;
}

const manifestSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** The CDK's asset manifest tells which file or folder stands behind an object key. */
function createAssetPaths(templateFile: string, stackName: string): (objectKey: string) => string {
  const folder = dirname(templateFile);
  let paths: Map<string, string> | undefined;
  return (objectKey) => {
    paths ??= new Map(
      Object.values(
        manifestSchema.parse(JSON.parse(readFileSync(join(folder, `${stackName}.assets.json`), 'utf8'))).files,
      ).flatMap(({ source, destinations }) =>
        Object.values(destinations).map(({ objectKey: key }) => [key, join(folder, source.path)] as const),
      ),
    );
    const path = paths.get(objectKey);
    if (!path) throw new Error(`the asset ${objectKey} is not in ${stackName}.assets.json`);
    return path;
  };
}
