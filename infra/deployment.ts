import type { IConstruct } from 'constructs';

/** The pages tell everybody that the network is hosted in Canada: these are AWS's regions there. */
const regions: readonly unknown[] = ['ca-central-1', 'ca-west-1'];

const wrong = (name: string, wanted: string, found: unknown): Error =>
  new Error(
    `context "${name}" is ${wanted}, not ${JSON.stringify(found) ?? 'left out'}: say it in cdk.json, or as cdk deploy -c ${name}=…`,
  );

/**
 * Where the network lies. From our own context alone: what the shell or the CLI takes for its default (`AWS_REGION`,
 * `CDK_DEFAULT_REGION`) is somebody's laptop, and no place to put people's papers.
 */
export const regionOf = (scope: IConstruct): string => {
  const region: unknown = scope.node.tryGetContext('region');
  if (typeof region !== 'string' || !regions.includes(region)) throw wrong('region', regions.join(' or '), region);
  return region;
};

/** An address alone: no path, no account, nothing that would be lost on the way. */
const isOrigin = ({ protocol, pathname, search, hash, username }: URL): boolean =>
  protocol === 'https:' && pathname === '/' && !search && !hash && !username;

/** The portal's own domain, and the certificate under which the API answers there, where the deployment names them. */
export type Domain = { origin: string; name: string; certificate: string | undefined };

export const domainOf = (scope: IConstruct): Domain | undefined => {
  const [address, certificate]: unknown[] = ['portalUrl', 'portalCertificate'].map((name) =>
    scope.node.tryGetContext(name),
  );
  if (certificate !== undefined && !/^arn:[\w-]+:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/.test(String(certificate)))
    throw wrong('portalCertificate', 'the ARN of a certificate in ACM', certificate);
  if (address === undefined && certificate === undefined) return undefined;
  const url = URL.parse(String(address));
  if (!url || !isOrigin(url)) throw wrong('portalUrl', 'an address such as https://passerelle.example.ca', address);
  return {
    origin: url.origin,
    name: url.host,
    certificate: certificate === undefined ? undefined : String(certificate),
  };
};
