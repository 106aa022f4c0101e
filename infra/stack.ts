import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PublicApi } from './constructs/http-api.ts';
import { Delivery } from './delivery.ts';
import { domainOf } from './deployment.ts';
import { Evidence } from './evidence.ts';
import type { Foundation } from './foundation.ts';
import { Identity } from './identity.ts';
import { Intake } from './intake.ts';
import { Matching } from './matching.ts';
import { Network } from './network.ts';
import { Portal } from './portal.ts';
import { Records } from './records.ts';
import { Registry } from './registry.ts';
import { Review } from './review.ts';
import { Trust } from './trust.ts';

/** The whole network: what holds records, who may come in, the API, and one construct per room. */
export class PasserelleStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const records = new Records(this, 'Records');
    const domain = domainOf(this);
    const api = new PublicApi(this, 'Api', records, domain);
    const portal = domain?.origin ?? api.http.apiEndpoint;
    const foundation: Foundation = { records, identity: new Identity(this, 'Identity', portal), api, portal };
    new Intake(this, 'Intake', foundation);
    const evidence = new Evidence(this, 'Evidence', foundation);
    const registry = new Registry(this, 'Registry', foundation);
    new Review(this, 'Review', { ...foundation, registry });
    new Trust(this, 'Trust', foundation, evidence);
    new Portal(this, 'Portal', foundation, evidence.storeOrigins);
    const network = new Network(this, 'Network', foundation);
    new Matching(this, 'Matching', foundation);
    new Delivery(this, 'Delivery', { ...foundation, secretsKey: network.secretsKey });
    new CfnOutput(this, 'ApiUrl', { value: api.http.apiEndpoint });
    new CfnOutput(this, 'PortalUrl', { value: portal });
  }
}
