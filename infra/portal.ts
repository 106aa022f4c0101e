import { Construct } from 'constructs';
import { serviceOperations } from '../schemas/api/service.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayUseKey, mayWrite } from './constructs/grants.ts';
import type { Foundation } from './foundation.ts';

/** The pages. A client of the public API: it may read no record of the network, only the key of its own cookies. */
export class Portal extends Construct {
  constructor(scope: Construct, id: string, { records, identity, api }: Foundation, storeOrigins: readonly string[]) {
    super(scope, id);
    const site = new RoomFunction(this, 'Site', {
      bundle: 'portal-site',
      memory: 1024,
      environment: {
        API_URL: api.http.apiEndpoint,
        PORTAL_ORIGIN: api.http.apiEndpoint,
        OIDC_ISSUER: identity.issuer,
        PORTAL_CLIENT: identity.portalClient.userPoolClientId,
        KEYS_TABLE: records.keys.tableName,
        SEALS_KEY: records.sealsKey.keyArn,
        STORE_ORIGINS: storeOrigins.join(' '),
      },
      whenItFails: 'People cannot open the portal’s pages.',
    });
    mayWrite(site.lambda, records.keys);
    mayUseKey(site.lambda, records.sealsKey, ['kms:Decrypt', 'kms:GenerateDataKey']);
    api.serveRest(site.lambda);
    const contract = new RoomFunction(this, 'Contract', {
      bundle: 'portal-contract',
      whenItFails: 'Integrators cannot read the contract of the API.',
    });
    api.serve(serviceOperations, contract.lambda);
  }
}
