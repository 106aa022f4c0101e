import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  type CfnUserPool,
  CfnUserPoolGroup,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  PasskeyUserVerification,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  UserPoolEmail,
  type UserPoolProps,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from './constructs/nag.ts';

/** One user pool with the portal as its client, and the pages where its people sign in. */
type Directory = { pool: UserPool; client: UserPoolClient; issuer: string; tokenUrl: string };

/**
 * Sign-in: people by authorization code with PKCE, institution systems by client credentials with scopes. Suppliers and
 * staff are two pools: what is asked of whom is then a setting of a pool, and no supplier's token can ever carry a group.
 */
export class Identity extends Construct {
  readonly suppliers: Directory;
  readonly staff: Directory;
  /** What every function that verifies tokens needs to know. */
  readonly environment: Record<string, string>;
  /** What the portal needs to know to send people there. */
  readonly portalEnvironment: Record<string, string>;

  constructor(scope: Construct, id: string, portal: string) {
    super(scope, id);
    this.suppliers = this.directory('Suppliers', portal, {
      selfSignUpEnabled: true,
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, passkey: true } },
      mfa: Mfa.OFF,
      userVerification: {
        emailSubject: 'Passerelle',
        emailBody: 'Votre code / Your code : {####}',
      },
    });
    acknowledge(
      this.suppliers.pool,
      'AwsSolutions-COG2',
      'A pool that requires MFA takes no e-mail codes; suppliers see their own firm only. See the ADR on two pools.',
    );
    this.staff = this.directory('Staff', portal, {
      selfSignUpEnabled: false,
      userInvitation: {
        emailSubject: 'Passerelle : votre accès / your access',
        emailBody:
          'Bonjour, nous vous invitons à travailler dans Passerelle. Connectez-vous avec {username} et ce mot de passe provisoire, valable un jour : {####}' +
          '<br><br>Hello, we invite you to work in Passerelle. Sign in with {username} and this temporary password, valid for one day: {####}',
      },
      signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
    });
    // A passkey that asked for a finger, a face or a PIN is two factors by itself.
    (this.staff.pool.node.defaultChild as CfnUserPool).webAuthnFactorConfiguration =
      'MULTI_FACTOR_WITH_USER_VERIFICATION';
    for (const group of ['verifier', 'operator'])
      new CfnUserPoolGroup(this, `Group-${group}`, { userPoolId: this.staff.pool.userPoolId, groupName: group });

    const read = new ResourceServerScope({ scopeName: 'feed.read', scopeDescription: 'Read the feed and the vendors' });
    const replay = new ResourceServerScope({ scopeName: 'feed.replay', scopeDescription: 'Ask for a replay' });
    this.staff.pool.addResourceServer('Api', { identifier: 'passerelle', scopes: [read, replay] });

    const { suppliers, staff } = this;
    this.environment = {
      OIDC_ISSUER: suppliers.issuer,
      OIDC_KEYS_URI: `${suppliers.issuer}/.well-known/jwks.json`,
      OIDC_CLIENTS: suppliers.client.userPoolClientId,
      OIDC_STAFF_ISSUER: staff.issuer,
      OIDC_STAFF_KEYS_URI: `${staff.issuer}/.well-known/jwks.json`,
      OIDC_STAFF_CLIENTS: staff.client.userPoolClientId,
    };
    this.portalEnvironment = {
      OIDC_ISSUER: suppliers.issuer,
      PORTAL_CLIENT: suppliers.client.userPoolClientId,
      OIDC_STAFF_ISSUER: staff.issuer,
      STAFF_CLIENT: staff.client.userPoolClientId,
    };
  }

  private directory(id: string, portal: string, props: UserPoolProps): Directory {
    const mailFrom: unknown = this.node.tryGetContext('mailFrom');
    const pool = new UserPool(this, id, {
      signInAliases: { email: true },
      autoVerify: { email: true },
      // Whoever changes the address proves the new one first; until then the old one stands.
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true }, locale: { mutable: true } },
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      passwordPolicy: {
        minLength: 15,
        requireDigits: false,
        requireLowercase: false,
        requireSymbols: false,
        requireUppercase: false,
        tempPasswordValidity: Duration.days(1),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      ...(typeof mailFrom === 'string' && { email: UserPoolEmail.withSES({ fromEmail: mailFrom }) }),
      removalPolicy: RemovalPolicy.RETAIN,
      deletionProtection: true,
      ...props,
    });
    acknowledge(
      pool,
      'AwsSolutions-COG1',
      'Length and a check against breached passwords, as NIST SP 800-63B asks; rules on kinds of characters weaken them.',
    );
    const client = pool.addClient('Portal', {
      // A public client: PKCE proves the sign-in, and there is no secret to keep.
      generateSecret: false,
      // Choice-based sign-in, which the pages of managed login use for passkeys and codes.
      authFlows: { user: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${portal}/sign-in/callback`],
        logoutUrls: ['fr', 'en'].map((language) => `${portal}/${language}/`),
      },
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(12),
      // A refresh token serves once; pages that are opened together may still use the one before.
      refreshTokenRotationGracePeriod: Duration.seconds(60),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    });
    const pages = pool.addDomain('Pages', {
      cognitoDomain: {
        domainPrefix: `${this.node.tryGetContext('signInDomain') ?? `passerelle-${Aws.ACCOUNT_ID}`}-${id.toLowerCase()}`,
      },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    new CfnManagedLoginBranding(this, `${id}Branding`, {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    const tokenUrl = `${pages.baseUrl()}/oauth2/token`;
    return { pool, client, tokenUrl, issuer: `https://cognito-idp.${Aws.REGION}.amazonaws.com/${pool.userPoolId}` };
  }
}
