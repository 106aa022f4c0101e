import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { serviceOperations } from '../schemas/api/service.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayUseKey } from './constructs/grants.ts';
import type { Foundation } from './foundation.ts';

/**
 * The pages, in three functions by whom they are for: each is small, and what verifiers do all day slows no supplier. Clients
 * of the public API: they may read no record of the network, only use the key of their own cookies.
 */
export class Portal extends Construct {
  constructor(scope: Construct, id: string, { identity, api }: Foundation, storeOrigins: readonly string[]) {
    super(scope, id);
    const cookieKey = new Key(this, 'CookieKey', {
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      // Whoever is signed in would only have to sign in again.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const pages = (id: string, bundle: string, whenItFails: string): LambdaFunction => {
      const { lambda } = new RoomFunction(this, id, {
        bundle,
        memory: 1024,
        environment: {
          API_URL: api.http.apiEndpoint,
          PORTAL_ORIGIN: api.http.apiEndpoint,
          ...identity.portalEnvironment,
          COOKIE_KEY: cookieKey.keyArn,
          STORE_ORIGINS: storeOrigins.join(' '),
        },
        whenItFails,
      });
      mayUseKey(lambda, cookieKey, ['kms:GenerateMac']);
      return lambda;
    };
    api.serveRest(pages('Site', 'portal-site', 'People cannot open the portal’s public pages or sign in.'));
    api.servePages(
      ['/supplier'],
      pages('Supplier', 'portal-supplier', 'Suppliers cannot open their certification in the portal.'),
    );
    api.servePages(
      ['/cases', '/vendors', '/network'],
      pages('Staff', 'portal-staff', 'Verifiers, institutions and operators cannot work in the portal.'),
    );
    const contract = new RoomFunction(this, 'Contract', {
      bundle: 'portal-contract',
      whenItFails: 'Integrators cannot read the contract of the API.',
    });
    api.serve(serviceOperations, contract.lambda);
  }
}
