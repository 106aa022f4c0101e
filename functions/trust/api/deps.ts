import { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ApiDependencies } from '#platform/api.ts';
import { objectClient } from '#platform/objects.ts';
import type { Sealer } from '#platform/sealed.ts';
import { apiDependencies, sealerFrom } from '#platform/wiring.ts';
import type { Policy } from '#schemas/policy.ts';
import { headDependencies } from '../env.ts';
import type { HeadDependencies } from '../heads.ts';
import { kmsSigner, type Signer } from '../signer.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & {
  casework: string;
  registry: string;
  network: string;
  log: HeadDependencies;
  signers: readonly Signer[];
  /** Signs certificates. */
  issuer: Signer;
  /** Where people and verifiers reach the network: `https://…`, without a slash at its end. */
  origin: string;
  s3: S3Client;
  seals: Sealer;
  exports: string;
  policy: Policy;
  /** Where it stands whose earlier sign-ins have ended. */
  door: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => {
  const base = apiDependencies(env, env.CASEWORK_TABLE);
  const issuer = kmsSigner(new KMSClient({}), env.CREDENTIAL_KEY);
  const log = headDependencies(env, base.db);
  return {
    ...base,
    casework: env.CASEWORK_TABLE,
    registry: env.REGISTRY_TABLE,
    network: env.NETWORK_TABLE,
    log,
    issuer,
    seals: sealerFrom(env, base.db),
    s3: objectClient(),
    exports: env.EXPORTS_BUCKET,
    origin: env.PORTAL_ORIGIN,
    policy: env.POLICY,
    door: env.DOOR_TABLE,
    signers: [log.signer, issuer],
  };
};
