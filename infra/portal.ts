import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { serviceOperations } from '../schemas/api/service.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayUseKey } from './constructs/grants.ts';
import type { Foundation } from './foundation.ts';

/** The pages. A client of the public API: it may read no record of the network, only use the key of its own cookies. */
export class Portal extends Construct {
  constructor(scope: Construct, id: string, { identity, api }: Foundation, storeOrigins: readonly string[]) {
    super(scope, id);
    const cookieKey = new Key(this, 'CookieKey', {
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      // Whoever is signed in would only have to sign in again.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const site = new RoomFunction(this, 'Site', {
      bundle: 'portal-site',
      memory: 1024,
      environment: {
        API_URL: api.http.apiEndpoint,
        PORTAL_ORIGIN: api.http.apiEndpoint,
        OIDC_ISSUER: identity.issuer,
        PORTAL_CLIENT: identity.portalClient.userPoolClientId,
        COOKIE_KEY: cookieKey.keyArn,
        STORE_ORIGINS: storeOrigins.join(' '),
      },
      whenItFails: 'People cannot open the portal’s pages.',
    });
    mayUseKey(site.lambda, cookieKey, ['kms:GenerateMac']);
    api.serveRest(site.lambda);
    const contract = new RoomFunction(this, 'Contract', {
      bundle: 'portal-contract',
      whenItFails: 'Integrators cannot read the contract of the API.',
    });
    api.serve(serviceOperations, contract.lambda);
  }
}
