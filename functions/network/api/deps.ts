import { KMSClient } from '@aws-sdk/client-kms';
import type { AddressPolicy } from '#platform/addresses.ts';
import type { ApiDependencies } from '#platform/api.ts';
import { apiDependencies } from '#platform/wiring.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & {
  kms: KMSClient;
  network: string;
  secretsKey: string;
  addresses: AddressPolicy;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  ...apiDependencies(env, env.NETWORK_TABLE),
  kms: new KMSClient({}),
  network: env.NETWORK_TABLE,
  secretsKey: env.SECRETS_KEY,
  addresses: { loopback: env.WEBHOOK_LOOPBACK === 'yes' },
});
