import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspector, limits } from '../functions/evidence/inspection.ts';
import { buildFunctions } from '../scripts/build.ts';
import { regionOf } from './deployment.ts';
import { PasserelleStack } from './stack.ts';

type Resource = { Type: string; DeletionPolicy?: string; DependsOn?: string[]; Properties: Record<string, unknown> };
let resources: [string, Resource][];
let assembly: string | undefined;
const ofType = (type: string) => resources.filter(([, resource]) => resource.Type === type);

/** Synthesises with the rules of cdk-nag watching; a finding without a reason throws. */
const synthesise = (make: (app: App) => Stack, context: Record<string, unknown> = {}): [string, Resource][] => {
  const outdir = mkdtempSync(join(tmpdir(), 'passerelle-synth-'));
  const app = new App({ outdir, context });
  const { templateFile } = make(app);
  assembly ??= outdir;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
  return Object.entries(JSON.parse(readFileSync(join(outdir, templateFile), 'utf8')).Resources);
};

const network = (app: App) => new PasserelleStack(app, 'Passerelle', { env: { region: regionOf(app) } });
const region = 'ca-central-1';

beforeAll(async () => {
  await buildFunctions();
  resources = synthesise(network, { region });
}, 120_000);

describe('the stack', () => {
  it('is refused by cdk-nag as soon as one finding has no reason', () => {
    const careless = (app: App) => {
      const stack = new Stack(app, 'Careless');
      new Bucket(stack, 'Open');
      return stack;
    };
    expect(() => synthesise(careless)).toThrow();
  });

  it('keeps everything that holds data when the stack goes', () => {
    const holding = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::Cognito::UserPool'].flatMap(
      ofType,
    );
    expect(holding.length).toBeGreaterThan(8);
    // These protect or hold no record: without them one signs in again, or is counted anew.
    const passing = /^(PortalCookieKey|ApiVisitorKey|RecordsDoor)/;
    for (const [id, { DeletionPolicy }] of holding.filter(([id]) => !passing.test(id)))
      expect([id, DeletionPolicy]).toEqual([id, 'Retain']);
  });

  it('can restore every table to a moment, except those whose records must stay destroyed or are over within a day', () => {
    for (const [id, { Properties }] of ofType('AWS::DynamoDB::Table')) {
      const recovery = Properties.PointInTimeRecoverySpecification as
        | { PointInTimeRecoveryEnabled?: boolean }
        | undefined;
      expect([id, recovery?.PointInTimeRecoveryEnabled ?? false]).toEqual([id, !/^Records(Keys|Door)/.test(id)]);
    }
  });

  it('gives every stream consumer a failure destination, partial answers and bisection', () => {
    for (const [id, { Properties }] of ofType('AWS::Lambda::EventSourceMapping'))
      expect(Properties, id).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BisectBatchOnFunctionError: true,
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
  });

  it('says of every alarm what it means for a person', () => {
    const alarms = ofType('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThanOrEqual(ofType('AWS::Lambda::Function').length);
    for (const [id, { Properties }] of alarms)
      expect(String(Properties.AlarmDescription).length, id).toBeGreaterThan(20);
  });

  it('lets no more through the gateway than it can serve, and less where it is much work', () => {
    const [[, stage]] = ofType('AWS::ApiGatewayV2::Stage') as [[string, Resource]];
    const { DefaultRouteSettings, RouteSettings } = stage.Properties;
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 });
    const routes = ofType('AWS::ApiGatewayV2::Route').map(([id, { Properties }]) => [Properties.RouteKey, id]);
    const ids = new Map(routes as [string, string][]);
    // CloudFormation refuses settings of a route that is not there, and of one that is not there yet.
    for (const route of Object.keys(RouteSettings as object)) expect(stage.DependsOn, route).toContain(ids.get(route));
  });

  it('asks two factors of staff, takes e-mail codes and passkeys from suppliers, and lets nobody into staff by themselves', () => {
    const pool = (name: string) => {
      const [, found] = ofType('AWS::Cognito::UserPool').find(([id]) => id.startsWith(`Identity${name}`)) ?? [];
      return found?.Properties;
    };
    const both = {
      DeletionProtection: 'ACTIVE',
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      WebAuthnUserVerification: 'required',
    };
    expect(pool('Staff')).toMatchObject({
      ...both,
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
      AdminCreateUserConfig: {
        AllowAdminCreateUserOnly: true,
        InviteMessageTemplate: { EmailMessage: expect.stringMatching(/Bonjour.*\{####\}.*Hello.*\{####\}/) },
      },
      Policies: {
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] },
        PasswordPolicy: { MinimumLength: 15 },
      },
    });
    expect(pool('Suppliers')).toMatchObject({
      ...both,
      MfaConfiguration: 'OFF',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] } },
    });
    // Groups are in the staff's pool alone.
    for (const [, { Properties }] of ofType('AWS::Cognito::UserPoolGroup'))
      expect(JSON.stringify(Properties.UserPoolId)).toContain('IdentityStaff');
    const clients = ofType('AWS::Cognito::UserPoolClient');
    expect(clients).toHaveLength(2);
    for (const [id, { Properties }] of clients)
      expect(Properties, id).toMatchObject({
        AllowedOAuthFlows: ['code'],
        GenerateSecret: false,
        ExplicitAuthFlows: ['ALLOW_USER_AUTH'],
        AccessTokenValidity: 15,
        EnableTokenRevocation: true,
        PreventUserExistenceErrors: 'ENABLED',
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
      });
    expect(ofType('AWS::Cognito::UserPoolDomain').map(([, { Properties }]) => Properties.ManagedLoginVersion)).toEqual([
      2, 2,
    ]);
    expect(ofType('AWS::Cognito::ManagedLoginBranding')).toHaveLength(2);
  });

  it('grants no action by wildcard, and no function the right to scan', () => {
    const within = ofType('AWS::IAM::Role').flatMap(([id, { Properties }]) =>
      ((Properties.Policies ?? []) as Record<string, unknown>[]).map((one) => [id, one.PolicyDocument] as const),
    );
    expect(within.length).toBeGreaterThan(0);
    const beside = ofType('AWS::IAM::Policy').map(([id, { Properties }]) => [id, Properties.PolicyDocument] as const);
    for (const [id, document] of [...within, ...beside]) {
      const { Statement } = document as { Statement: { Action: string | string[] }[] };
      const actions = Statement.flatMap(({ Action }) => Action);
      expect(
        actions.filter((action) => action.includes('*') || action === 'dynamodb:Scan'),
        id,
      ).toEqual([]);
    }
  });

  it('gives the function that tries definitions no key to what is sealed, nor the table of keys', () => {
    const trial = resources.filter(([id]) => id.startsWith('MatchingTrialPage'));
    expect(trial.map(([, { Type }]) => Type)).toContain('AWS::Lambda::Function');
    const [[, lambda]] = trial.filter(([, { Type }]) => Type === 'AWS::Lambda::Function') as [[string, Resource]];
    expect(JSON.stringify(lambda.Properties.Environment)).toContain('FEEDS_TABLE');
    const idsOf = (pattern: RegExp) => resources.map(([id]) => id).filter((id) => pattern.test(id));
    const protectedIds = [...idsOf(/^RecordsSealsKey/), ...idsOf(/^RecordsKeys/)];
    expect(protectedIds.length).toBeGreaterThan(1);
    for (const id of protectedIds) expect(JSON.stringify(trial)).not.toContain(`"${id}"`);
    // The test can fail: the function that judges vendors has both.
    const judging = JSON.stringify(resources.filter(([id]) => id.startsWith('MatchingRolloutPage')));
    for (const pattern of [/RecordsSealsKey/, /RecordsKeys/]) expect(judging).toMatch(pattern);
  });

  it('lets no function of the API act outside of the database, but for the clients it can take back', () => {
    const serving = ofType('AWS::Lambda::Function').filter(([id]) => /^[A-Z][a-z]+Api/.test(id));
    const roles = new Set(
      serving.map(([, { Properties }]) => JSON.stringify(Properties.Role).match(/\w+Role\w+/)?.[0]),
    );
    const policies = ofType('AWS::IAM::Policy').filter(([, { Properties }]) =>
      (Properties.Roles as { Ref: string }[]).some(({ Ref }) => roles.has(Ref)),
    );
    expect(policies.length).toBeGreaterThanOrEqual(8);
    const harmless =
      /^(?:dynamodb:|xray:|logs:|kms:(?:Encrypt|Decrypt|GenerateDataKey|GenerateMac|Sign|GetPublicKey)$|s3:Get|cognito-idp:(?:Admin)?List)/;
    const acting = policies.flatMap(([id, { Properties }]) => {
      const { Statement } = Properties.PolicyDocument as { Statement: { Action: string | string[] }[] };
      const room = /^[A-Z][a-z]+/.exec(id)?.[0];
      return Statement.flatMap(({ Action }) => Action)
        .filter((action) => !harmless.test(action))
        .map((action) => `${room} ${action}`);
    });
    expect(acting.sort()).toEqual([
      // Only to sign permits with: whoever holds one stores the file.
      'Evidence s3:PutObject',
      'Network cognito-idp:CreateUserPoolClient',
      'Network cognito-idp:DeleteUserPoolClient',
    ]);
  });

  it('carries with the functions that open files all that they need, on any architecture', async () => {
    const [, screen] = ofType('AWS::Lambda::Function').find(([id]) => id.startsWith('EvidenceScreen')) ?? [];
    const { S3Key: zip } = (screen?.Properties.Code ?? {}) as { S3Key: string };
    // Out of reach of this repository's packages, native builds among them: what is not in the asset is not there.
    const away = mkdtempSync(join(tmpdir(), 'passerelle-asset-'));
    cpSync(join(assembly ?? '', `asset.${zip.replace('.zip', '')}`), away, { recursive: true });
    const asked = inspector(join(away, 'inspector.mjs'), { ...limits, milliseconds: 30_000 });
    const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const document = await PDFDocument.create();
    document.addPage([200, 200]);
    const files = [
      ['image/png', png],
      ['application/pdf', await document.save()],
    ] as const;
    for (const [mediaType, bytes] of files)
      expect(await asked.ask({ ask: 'page', mediaType, bytes, page: 1 })).toMatchObject({ view: { text: '' } });
    asked.stop();
    rmSync(away, { recursive: true, force: true });
  }, 60_000);
});

/** Every value of every function's environment, by its name. */
const environments = (of: [string, Resource][]): [name: string, value: unknown][] =>
  of
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
    .flatMap(([, { Properties }]) =>
      Object.entries((Properties.Environment as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {}),
    );
const clientsOf = (of: [string, Resource][]) =>
  of.filter(([, { Type }]) => Type === 'AWS::Cognito::UserPoolClient').map(([, { Properties }]) => Properties);

describe('a deployment', () => {
  it('lies in the region that our own context says, whatever the shell and the CLI take for theirs', () => {
    const output = mkdtempSync(join(tmpdir(), 'passerelle-cli-'));
    const elsewhere = 'us-east-1';
    execFileSync(process.execPath, ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', output], {
      stdio: 'pipe',
      env: {
        PATH: [join(process.cwd(), 'node_modules/.bin'), process.env.PATH].join(delimiter),
        HOME: output,
        ...{ AWS_REGION: elsewhere, AWS_DEFAULT_REGION: elsewhere, CDK_DEFAULT_REGION: elsewhere },
        ...{ AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'none', AWS_EC2_METADATA_DISABLED: 'true' },
      },
    });
    const manifest = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
    expect(manifest.artifacts.Passerelle.environment).toMatch(/^aws:\/\/[^/]+\/ca-central-1$/);
    const template = readFileSync(join(output, 'Passerelle.template.json'), 'utf8');
    expect(template).not.toContain(elsewhere);
    rmSync(output, { recursive: true, force: true });
  }, 120_000);

  it.each([
    [{}, 'context "region" is ca-central-1 or ca-west-1, not left out'],
    [{ region: 'us-east-1' }, 'context "region" is ca-central-1 or ca-west-1, not "us-east-1"'],
    [{ region, portalUrl: 'passerelle.example.ca' }, 'context "portalUrl" is an address such as https://'],
    [{ region, portalUrl: 'http://passerelle.example.ca' }, 'context "portalUrl" is an address such as https://'],
    [{ region, portalUrl: 'https://example.ca/passerelle' }, 'context "portalUrl" is an address such as https://'],
    [{ region, portalUrl: 'https://example.ca', portalCertificate: 'mine' }, '"portalCertificate" is the ARN'],
    [{ region, portalCertificate: 'arn:aws:acm:ca-central-1:123456789012:certificate/1' }, '"portalUrl" is an address'],
  ])('is refused with the reason where its context is wrong: %j', (context, reason) => {
    expect(() => synthesise(network, context)).toThrow(reason);
  });

  it('uses the address of the API, everywhere, where it has no domain: one deployment is enough to sign in', () => {
    const addresses = environments(resources).filter(([name]) => name === 'PORTAL_ORIGIN');
    expect(addresses.length).toBeGreaterThan(8);
    const [[, address]] = addresses as [[string, unknown]];
    expect(address).toMatchObject({ 'Fn::GetAtt': [expect.stringMatching(/^Api/), 'ApiEndpoint'] });
    for (const [, value] of addresses) expect(value).toEqual(address);
    for (const { CallbackURLs, LogoutURLs } of clientsOf(resources)) {
      expect(CallbackURLs).toEqual([{ 'Fn::Join': ['', [address, '/sign-in/callback']] }]);
      expect(LogoutURLs).toEqual(['fr', 'en'].map((one) => ({ 'Fn::Join': ['', [address, `/${one}/`]] })));
    }
  });

  it('has one address where it has a domain: in sign-in, certificates, the audit log and letters', () => {
    const portalUrl = 'https://passerelle.example.ca/';
    const origin = 'https://passerelle.example.ca';
    const portalCertificate = `arn:aws:acm:${region}:123456789012:certificate/0a1b-2c`;
    const made = synthesise(network, { region, portalUrl, portalCertificate });
    const before = environments(resources).filter(([name]) => name === 'PORTAL_ORIGIN');
    const named = environments(made);
    expect(named.filter(([name]) => name === 'PORTAL_ORIGIN')).toEqual(before.map(([name]) => [name, origin]));
    // Only who asks the API itself knows another address of it.
    const others = named.filter(([, value]) => JSON.stringify(value).includes('ApiEndpoint'));
    expect(new Set(others.map(([name]) => name))).toEqual(new Set(['API_URL']));
    for (const client of clientsOf(made))
      expect(client).toMatchObject({
        CallbackURLs: [`${origin}/sign-in/callback`],
        LogoutURLs: [`${origin}/fr/`, `${origin}/en/`],
      });
    const domain = made.find(([, { Type }]) => Type === 'AWS::ApiGatewayV2::DomainName')?.[1];
    expect(domain?.Properties).toMatchObject({
      DomainName: 'passerelle.example.ca',
      DomainNameConfigurations: [{ CertificateArn: portalCertificate }],
    });
    expect(made.filter(([, { Type }]) => Type === 'AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1);
  });
});
