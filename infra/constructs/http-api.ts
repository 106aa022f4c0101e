import { Aspects, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnRoute,
  type CfnStage,
  CorsHttpMethod,
  DomainName,
  HttpApi,
  HttpMethod,
  type HttpRoute,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Operation } from '../../schemas/api/contract.ts';
import type { Domain } from '../deployment.ts';
import { networkLimits } from '../policy.ts';
import type { Records } from '../records.ts';
import { mayCount, mayRecord, mayUseKey } from './grants.ts';
import { acknowledge } from './nag.ts';

/** Routes that nobody needs often, or that make much work: requests a second, and at once. */
const closer: Readonly<Record<string, readonly [rate: number, burst: number]>> = {
  'POST /v1/invitations/accept': [10, 20],
  'POST /v1/certificates/verify': [100, 200],
  'POST /v1/suppliers/{supplier}/exports': [5, 20],
  'POST /v1/network/import': [1, 5],
  'GET /v1/openapi.json': [50, 100],
};

/** The one HTTP API. Each operation of the contract is a route of its own: what is not in the contract does not exist. */
export class PublicApi extends Construct {
  readonly http: HttpApi;
  private readonly records: Records;
  /** Under which the portal vouches for whom it asks. */
  private readonly visitorKey: Key;
  constructor(scope: Construct, id: string, records: Records, domain?: Domain) {
    super(scope, id);
    this.records = records;
    this.http = new HttpApi(this, 'Http', {
      ...(domain?.certificate && { defaultDomainMapping: { domainName: this.at(domain.name, domain.certificate) } }),
      corsPreflight: {
        allowOrigins: ['*'],
        allowMethods: [CorsHttpMethod.ANY],
        allowHeaders: ['authorization', 'content-type', 'if-match', 'idempotency-key', 'accept-language'],
        exposeHeaders: ['etag', 'retry-after', 'location'],
      },
    });
    this.visitorKey = new Key(this, 'VisitorKey', {
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      // It vouches for a minute at a time.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const log = new LogGroup(this, 'Access', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const stage = this.http.defaultStage?.node.defaultChild as CfnStage;
    stage.accessLogSettings = {
      destinationArn: log.logGroupArn,
      // No path and no address: both can name a person's case.
      format: JSON.stringify({
        id: '$context.requestId',
        route: '$context.routeKey',
        status: '$context.status',
        ms: '$context.responseLatency',
      }),
    };
    this.throttle(stage);
  }

  /** Answers at the portal's own domain too; its DNS points to the output `PortalTarget`. */
  private at(domainName: string, certificate: string): DomainName {
    const domain = new DomainName(this, 'Domain', {
      domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificate),
    });
    new CfnOutput(Stack.of(this), 'PortalTarget', { value: domain.regionalDomainName });
    return domain;
  }

  /**
   * Routes operations to a function, which may add to the audit log but never change it. With `unknown`, it is asked too
   * what is asked of the API and is not in the contract: another path, or another method.
   */
  serve(operations: readonly Operation[], lambda: LambdaFunction, { unknown = false } = {}): void {
    mayRecord(lambda, this.records.audit);
    this.count(lambda);
    const integration = new HttpLambdaIntegration(`${lambda.node.path}Integration`, lambda, {
      scopePermissionToRoute: false,
    });
    for (const { method, path } of operations)
      this.open(this.http.addRoutes({ path, methods: [HttpMethod[method]], integration }));
    if (unknown) this.open(this.http.addRoutes({ path: '/v1/{proxy+}', methods: [HttpMethod.ANY], integration }));
  }

  /** Pages of the portal that have a function of their own, in each language: `at` these paths, and all `below` those. */
  servePages(
    { at = [], below = [] }: { at?: readonly string[]; below?: readonly string[] },
    lambda: LambdaFunction,
  ): void {
    this.count(lambda);
    const integration = new HttpLambdaIntegration(`${lambda.node.path}Integration`, lambda, {
      scopePermissionToRoute: false,
    });
    const paths = [...at, ...below.map((path) => `${path}/{proxy+}`)];
    // One route for both languages: a stack has room for 500 resources.
    for (const path of paths)
      this.open(this.http.addRoutes({ path: `/{language}${path}`, methods: [HttpMethod.ANY], integration }));
  }

  /** Counts requests against the limits. */
  private count(lambda: LambdaFunction): void {
    mayCount(lambda, this.records.door);
    lambda.addEnvironment('VISITOR_KEY', this.visitorKey.keyArn);
    lambda.addEnvironment('LIMITS', networkLimits(this));
    mayUseKey(lambda, this.visitorKey, ['kms:GenerateMac']);
  }

  /** Every path that nothing else takes: the portal's other pages. */
  serveRest(lambda: LambdaFunction): void {
    this.count(lambda);
    const integration = new HttpLambdaIntegration(`${lambda.node.path}Integration`, lambda, {
      scopePermissionToRoute: false,
    });
    this.open(this.http.addRoutes({ path: '/{proxy+}', methods: [HttpMethod.ANY], integration }));
    this.open(this.http.addRoutes({ path: '/', methods: [HttpMethod.GET], integration }));
  }

  /**
   * What the gateway lets through at all, from everybody together, before any function runs: the account's concurrency
   * shared out. Who asks too often is told by the functions, who know whom they count.
   */
  private throttle(stage: CfnStage): void {
    stage.defaultRouteSettings = { throttlingRateLimit: 500, throttlingBurstLimit: 1_000 };
    stage.routeSettings = Object.fromEntries(
      Object.entries(closer).map(([route, [rate, burst]]) => [
        route,
        { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
      ]),
    );
    // CloudFormation refuses settings of a route that is not there yet.
    Aspects.of(this).add({
      visit: (node) => {
        if (node instanceof CfnRoute && Object.hasOwn(closer, node.routeKey)) stage.addResourceDependency(node);
      },
    });
  }

  private open(routes: HttpRoute[]): void {
    for (const route of routes)
      acknowledge(
        route,
        'AwsSolutions-APIG4',
        'Each function verifies the token and the authorisation table itself, embedded and on AWS alike.',
      );
  }
}
