import { KMSClient } from '@aws-sdk/client-kms';
import type { AnyRoute } from '#platform/api.ts';
import type { CallerOf } from '#platform/caller.ts';
import { againRoutes } from '../../functions/delivery/api/again.ts';
import { feedRoutes } from '../../functions/delivery/api/feed.ts';
import { healthRoutes } from '../../functions/delivery/api/health.ts';
import { recognisedRoutes } from '../../functions/delivery/api/recognised.ts';
import { recognitionRoutes } from '../../functions/delivery/api/recognition.ts';
import { sandboxRoutes } from '../../functions/delivery/api/sandbox.ts';
import { routes as evidenceRoutes } from '../../functions/evidence/api/routes.ts';
import { routes as intakeRoutes } from '../../functions/intake/api/routes.ts';
import { rolloutRoutes } from '../../functions/matching/api/rollouts.ts';
import { verdictRoutes } from '../../functions/matching/api/verdicts.ts';
import { networkIn } from '../../functions/matching/snapshot.ts';
import { vendorsIn } from '../../functions/matching/vendors.ts';
import { clientRoutes } from '../../functions/network/api/clients.ts';
import { comparisonRoutes } from '../../functions/network/api/comparison.ts';
import { definitionRoutes } from '../../functions/network/api/definitions.ts';
import { endpointRoutes } from '../../functions/network/api/endpoint.ts';
import { institutionRoutes } from '../../functions/network/api/institutions.ts';
import { peopleRoutes } from '../../functions/network/api/people.ts';
import { routes as registryRoutes } from '../../functions/registry/api/routes.ts';
import { routes as reviewRoutes } from '../../functions/review/api/routes.ts';
import { routes as trustRoutes } from '../../functions/trust/api/routes.ts';
import { paperRoutes } from '../../functions/trust/paper/routes.ts';
import type { TrustWorld } from './trust.ts';

const nobodyThere = async (): Promise<never> => {
  throw new Error('the user pool is not part of this world');
};

/** Every room's part of the public API, as one function, over one world. */
export const everyRoute = (world: TrustWorld, callerOf: CallerOf) => {
  const deps = { ...world, callerOf, clock: world.clock };
  const log = { db: world.db, table: world.audit, signer: world.signer, log: `${world.portal}/v1/audit` };
  const matching = {
    db: world.db,
    feedsTable: world.feeds,
    network: networkIn(world.db, world.network),
    vendors: vendorsIn(world.db, world.registry, world.seals),
    clock: world.clock,
  };
  const stores = { s3: world.files.client, quarantine: 'quarantine', evidence: 'evidence', views: 'views' };
  const trust = { ...deps, log, signers: [world.signer], issuer: world.signer, origin: world.portal, door: 'door' };
  const judging = { ...deps, matching, feedsTable: world.feeds };
  const delivering = { ...deps, idempotencyTable: world.feeds };
  const networking = {
    ...deps,
    kms: new KMSClient({}),
    secretsKey: 'none',
    addresses: { loopback: false },
    people: {
      ...{ inGroup: async () => [], groupsOf: async () => [], byEmail: async () => undefined },
      ...{
        invite: nobodyThere,
        add: nobodyThere,
        remove: nobodyThere,
        makeClient: nobodyThere,
        removeClient: nobodyThere,
      },
    },
  };
  const routes: AnyRoute[] = [
    ...intakeRoutes(deps),
    ...evidenceRoutes({ ...deps, ...stores }),
    ...reviewRoutes(deps),
    ...registryRoutes(deps),
    ...trustRoutes({ ...trust, s3: world.files.client, exports: 'exports' }),
    ...paperRoutes(trust),
    ...verdictRoutes(judging),
    ...rolloutRoutes(judging),
    ...feedRoutes(delivering),
    ...againRoutes(delivering),
    ...healthRoutes(delivering),
    ...recognisedRoutes(delivering),
    ...recognitionRoutes(delivering),
    ...sandboxRoutes(),
    ...institutionRoutes(networking),
    ...definitionRoutes(networking),
    ...comparisonRoutes(networking),
    ...endpointRoutes(networking),
    ...clientRoutes(networking),
    ...peopleRoutes(networking),
  ];
  return { routes, deps };
};
