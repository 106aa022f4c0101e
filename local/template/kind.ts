import { createHash } from 'node:crypto';
import * as z from 'zod';

/** A resource as others refer to it. */
export type Named = {
  readonly logicalId: string;
  /** The physical name or id. */
  readonly name: string;
  readonly region: string;
  readonly account: string;
};

/** How the runtime sees one CloudFormation type. */
export type Kind<Properties extends z.ZodType = z.ZodType> = {
  /** Strict: a property that is not listed is refused, because it could change what the resource does. */
  readonly properties: Properties;
  /** The property that names the resource, if the type has one. */
  readonly nameProperty?: string;
  /** The physical name when the template gives none. */
  readonly defaultName?: (stackName: string, logicalId: string) => string;
  readonly ref: (resource: Named) => string;
  readonly attributes: Readonly<Record<string, (resource: Named) => string>>;
};

export const kind = <Properties extends z.ZodType>(definition: Kind<Properties>): Kind<Properties> => definition;

/** Properties that have no effect on one machine: accepted and set aside. */
export const ignored = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, z.unknown().optional()])) as Record<Name, z.ZodOptional<z.ZodUnknown>>;

export const byName = (resource: Named): string => resource.name;

export const arnOf =
  (service: string, path: (name: string) => string) =>
  ({ region, account, name }: Named): string =>
    `arn:aws:${service}:${region}:${account}:${path(name)}`;

/** A stable id for a type whose ids are made by AWS: the same at every start. */
export const idOf = (stackName: string, logicalId: string, length: number): string =>
  BigInt(`0x${createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex')}`)
    .toString(36)
    .slice(0, length);

/** CloudFormation writes many booleans and numbers as text. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
export const whole = z.coerce.number().int();
