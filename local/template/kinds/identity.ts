import * as z from 'zod';
import { arnOf, byName, flag, idOf, ignored, kind, type Named, whole } from '../kind.ts';

/** What stands for a client's secret in the resolved template: the instance puts its own in its place. */
const secretMarker = (clientId: string): string => `{{client-secret:${clientId}}}`;

const userPool = kind({
  defaultName: (stack, logicalId) => `ca-central-1_${idOf(stack, logicalId, 9)}`,
  ref: byName,
  attributes: {
    Arn: arnOf('cognito-idp', (name) => `userpool/${name}`),
    UserPoolId: byName,
    ProviderName: ({ region, name }: Named) => `cognito-idp.${region}.amazonaws.com/${name}`,
    ProviderURL: ({ region, name }: Named) => `https://cognito-idp.${region}.amazonaws.com/${name}`,
  },
  // How people come into the pool, their passwords and factors: here they are listed in the configuration.
  properties: z.strictObject({
    ...ignored('AccountRecoverySetting', 'AdminCreateUserConfig', 'AutoVerifiedAttributes', 'DeletionProtection'),
    ...ignored('DeviceConfiguration', 'EmailConfiguration', 'EmailVerificationMessage', 'EmailVerificationSubject'),
    ...ignored('EnabledMfas', 'MfaConfiguration', 'Policies', 'Schema', 'SmsVerificationMessage', 'UsernameAttributes'),
    ...ignored('UsernameConfiguration', 'UserAttributeUpdateSettings', 'UserPoolAddOns', 'UserPoolName'),
    ...ignored('UserPoolTags', 'UserPoolTier', 'VerificationMessageTemplate', 'AliasAttributes', 'SmsConfiguration'),
    ...ignored('WebAuthnFactorConfiguration', 'WebAuthnRelyingPartyID', 'WebAuthnUserVerification'),
  }),
});

const userPoolClient = kind({
  defaultName: (stack, logicalId) => idOf(stack, logicalId, 26),
  ref: byName,
  attributes: { ClientId: byName, Name: byName, ClientSecret: ({ name }: Named) => secretMarker(name) },
  properties: z.strictObject({
    UserPoolId: z.string(),
    ClientName: z.string().optional(),
    GenerateSecret: flag.default(false),
    AllowedOAuthFlows: z.array(z.enum(['code', 'client_credentials'])).default([]),
    AllowedOAuthFlowsUserPoolClient: flag.default(false),
    AllowedOAuthScopes: z.array(z.string()).default([]),
    CallbackURLs: z.array(z.string()).default([]),
    LogoutURLs: z.array(z.string()).default([]),
    DefaultRedirectURI: z.string().optional(),
    SupportedIdentityProviders: z.array(z.literal('COGNITO')).default([]),
    AccessTokenValidity: whole.default(60),
    IdTokenValidity: whole.default(60),
    RefreshTokenValidity: whole.default(30),
    TokenValidityUnits: z
      .strictObject({
        AccessToken: z.enum(['seconds', 'minutes', 'hours', 'days']).default('hours'),
        IdToken: z.enum(['seconds', 'minutes', 'hours', 'days']).default('hours'),
        RefreshToken: z.enum(['seconds', 'minutes', 'hours', 'days']).default('days'),
      })
      .optional(),
    ...ignored('ExplicitAuthFlows', 'PreventUserExistenceErrors', 'EnableTokenRevocation', 'ReadAttributes'),
    ...ignored('WriteAttributes', 'AuthSessionValidity', 'RefreshTokenRotation'),
  }),
});

const userPoolGroup = kind({
  nameProperty: 'GroupName',
  ref: byName,
  attributes: {},
  properties: z.strictObject({
    UserPoolId: z.string(),
    GroupName: z.string(),
    Precedence: whole.optional(),
    ...ignored('Description'),
  }),
});

const resourceServer = kind({
  nameProperty: 'Identifier',
  ref: byName,
  attributes: {},
  properties: z.strictObject({
    UserPoolId: z.string(),
    Identifier: z.string(),
    Name: z.string(),
    Scopes: z.array(z.strictObject({ ScopeName: z.string(), ScopeDescription: z.string() })).default([]),
  }),
});

const domain = kind({
  nameProperty: 'Domain',
  ref: byName,
  attributes: {},
  properties: z.strictObject({ Domain: z.string(), UserPoolId: z.string(), ...ignored('ManagedLoginVersion') }),
});

export const identityKinds = {
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': userPoolClient,
  'AWS::Cognito::UserPoolGroup': userPoolGroup,
  'AWS::Cognito::UserPoolResourceServer': resourceServer,
  'AWS::Cognito::UserPoolDomain': domain,
} as const;
