import { RemovalPolicy } from 'aws-cdk-lib';
import { type CfnStage, CorsHttpMethod, HttpApi, HttpMethod, type HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Operation } from '../../schemas/api/contract.ts';
import type { Records } from '../records.ts';
import { mayRecord } from './grants.ts';
import { acknowledge } from './nag.ts';

/** The one HTTP API. Each operation of the contract is a route of its own: what is not in the contract does not exist. */
export class PublicApi extends Construct {
  readonly http: HttpApi;
  private readonly records: Records;
  constructor(scope: Construct, id: string, records: Records) {
    super(scope, id);
    this.records = records;
    this.http = new HttpApi(this, 'Http', {
      corsPreflight: {
        allowOrigins: ['*'],
        allowMethods: [CorsHttpMethod.ANY],
        allowHeaders: ['authorization', 'content-type', 'if-match', 'idempotency-key', 'accept-language'],
        exposeHeaders: ['etag', 'retry-after', 'location'],
      },
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
  }

  /** Routes operations to a function, which may add to the audit log but never change it. */
  serve(operations: readonly Operation[], lambda: LambdaFunction): void {
    mayRecord(lambda, this.records.audit);
    const integration = new HttpLambdaIntegration(`${lambda.node.path}Integration`, lambda, {
      scopePermissionToRoute: false,
    });
    for (const { method, path } of operations)
      this.open(this.http.addRoutes({ path, methods: [HttpMethod[method]], integration }));
  }

  /** Pages of the portal that have a function of their own: everything under these paths, in each language. */
  servePages(under: readonly string[], lambda: LambdaFunction): void {
    const integration = new HttpLambdaIntegration(`${lambda.node.path}Integration`, lambda, {
      scopePermissionToRoute: false,
    });
    const paths = ['fr', 'en'].flatMap((language) => under.map((path) => `/${language}${path}`));
    for (const path of paths.flatMap((one) => [one, `${one}/{proxy+}`]))
      this.open(this.http.addRoutes({ path, methods: [HttpMethod.ANY], integration }));
  }

  /** Every path that nothing else takes: the portal's other pages. */
  serveRest(lambda: LambdaFunction): void {
    const integration = new HttpLambdaIntegration(`${lambda.node.path}Integration`, lambda, {
      scopePermissionToRoute: false,
    });
    this.open(this.http.addRoutes({ path: '/{proxy+}', methods: [HttpMethod.ANY], integration }));
    this.open(this.http.addRoutes({ path: '/', methods: [HttpMethod.GET], integration }));
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
