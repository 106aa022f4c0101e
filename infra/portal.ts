import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { serviceOperations } from '../schemas/api/service.ts';
import { RoomFunction } from './constructs/function.ts';
import { mayUseKey } from './constructs/grants.ts';
import type { Foundation } from './foundation.ts';

/**
 * The pages, in functions by whom they are for: each is small, and what verifiers do all day slows no supplier. Clients
 * of the public API: they may read no record of the network, only use the key of their own cookies.
 */
export class Portal extends Construct {
  constructor(scope: Construct, id: string, { identity, api, portal }: Foundation, storeOrigins: readonly string[]) {
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
          PORTAL_ORIGIN: portal,
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
    // What a firm comes back to has these names; all else that lies below a firm or a submission is where it says something.
    const standing = ['check', 'receipt', 'recognition', 'withdraw', 'appeal'].map((page) => `/supplier/{id}/${page}`);
    api.servePages(
      { at: ['/supplier', '/supplier/new', '/supplier/{id}', ...standing], below: ['/supplier/{id}/receipt'] },
      pages('Supplier', 'portal-supplier', 'Suppliers cannot see in the portal where they stand, nor submit.'),
    );
    api.servePages(
      { below: ['/supplier'] },
      pages('Form', 'portal-form', 'Suppliers cannot fill in the form in the portal, nor see to their firm.'),
    );
    const ofStaff = ['/cases', '/vendors', '/network'];
    api.servePages(
      { at: ofStaff, below: ofStaff },
      pages('Staff', 'portal-staff', 'Verifiers, institutions and operators cannot work in the portal.'),
    );
    const contract = new RoomFunction(this, 'Contract', {
      bundle: 'portal-contract',
      environment: { API_URL: api.http.apiEndpoint, TOKEN_URL: identity.staff.tokenUrl },
      whenItFails: 'Integrators cannot read the contract of the API.',
    });
    api.serve(serviceOperations, contract.lambda, { unknown: true });
  }
}
