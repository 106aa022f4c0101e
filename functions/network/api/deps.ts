import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { KMSClient } from '@aws-sdk/client-kms';
import type { AddressPolicy } from '#platform/addresses.ts';
import type { ApiDependencies } from '#platform/api.ts';
import { apiDependencies } from '#platform/wiring.ts';
import { type UserPool, userPool } from '../user-pool.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & {
  kms: KMSClient;
  people: UserPool;
  network: string;
  secretsKey: string;
  addresses: AddressPolicy;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  ...apiDependencies(env, env.NETWORK_TABLE),
  kms: new KMSClient({}),
  people: userPool(new CognitoIdentityProviderClient({}), env.USER_POOL),
  network: env.NETWORK_TABLE,
  secretsKey: env.SECRETS_KEY,
  addresses: { loopback: env.WEBHOOK_LOOPBACK === 'yes' },
});
