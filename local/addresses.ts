import { secretOf } from '#local/identity/clients.ts';
import type { InstanceCredentials } from '#local/state/credentials.ts';
import type { Stack } from '#local/template/template.ts';

/** Nothing here is meant for another machine. */
export const HOST = '127.0.0.1';

export type Environment = Readonly<Record<string, string>>;

export type Addresses = {
  /** The HTTP API. */
  readonly apiUrl: string;
  /** S3, Step Functions, KMS, SES and Lambda. */
  readonly awsEndpoint: string;
  /** DynamoDB and its streams. */
  readonly dynamoEndpoint: string;
  /** Of the tokens that the OpenID provider gives, which stands in for the stack's user pool. */
  readonly issuer: string;
};

/** Puts the addresses of this machine in the place of those that AWS would give. */
export function createLocalise(
  stack: Stack,
  addresses: Addresses,
  credentials: InstanceCredentials,
): (text: string) => string {
  const pairs: [from: string, to: string][] = [];
  for (const api of stack.ofType('AWS::ApiGatewayV2::Api'))
    pairs.push([api.attribute('ApiEndpoint'), addresses.apiUrl]);
  for (const pool of stack.ofType('AWS::Cognito::UserPool')) {
    pairs.push([pool.attribute('ProviderURL'), addresses.issuer]);
  }
  // Where Cognito has its pages and gives tokens, the provider of this machine does.
  for (const { ref } of stack.ofType('AWS::Cognito::UserPoolDomain'))
    pairs.push([`https://${ref}.auth.${stack.region}.amazoncognito.com`, addresses.issuer]);
  for (const client of stack.ofType('AWS::Cognito::UserPoolClient')) {
    pairs.push([client.attribute('ClientSecret'), secretOf(credentials.secretAccessKey, client.name)]);
  }
  for (const bucket of stack.ofType('AWS::S3::Bucket')) {
    for (const domain of [bucket.attribute('RegionalDomainName'), bucket.attribute('DomainName')]) {
      // An object's address has its bucket in the path here; a bare origin is the endpoint's.
      pairs.push([`https://${domain}/`, `${addresses.awsEndpoint}/${bucket.name}/`]);
      pairs.push([`https://${domain}`, addresses.awsEndpoint]);
    }
  }
  return (text) => pairs.reduce((result, [from, to]) => result.replaceAll(from, to), text);
}

/** What Lambda sets for every function, with the addresses of this machine instead of AWS's. */
export function functionEnvironment(stack: Stack, addresses: Addresses, credentials: InstanceCredentials): Environment {
  return {
    NODE_ENV: 'production',
    TZ: ':UTC',
    AWS_REGION: stack.region,
    AWS_DEFAULT_REGION: stack.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL: addresses.awsEndpoint,
    AWS_ENDPOINT_URL_DYNAMODB: addresses.dynamoEndpoint,
    // SDK options that would ask for what is not there: instance metadata, a shared configuration file.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  };
}
