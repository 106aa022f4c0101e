import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** Sign-in: people by authorization code with PKCE, institution systems by client credentials with scopes. */
export class Identity extends Construct {
  readonly pool: UserPool;
  readonly portalClient: UserPoolClient;
  /** What every function that verifies tokens needs to know. */
  readonly environment: Record<string, string>;
  readonly issuer: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      autoVerify: { email: true },
      standardAttributes: { email: { required: true }, locale: { mutable: true } },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      removalPolicy: RemovalPolicy.RETAIN,
      deletionProtection: true,
    });
    for (const group of ['verifier', 'operator'])
      new CfnUserPoolGroup(this, `Group-${group}`, { userPoolId: this.pool.userPoolId, groupName: group });

    const read = new ResourceServerScope({ scopeName: 'feed.read', scopeDescription: 'Read the feed and the vendors' });
    const replay = new ResourceServerScope({ scopeName: 'feed.replay', scopeDescription: 'Ask for a replay' });
    this.pool.addResourceServer('Api', { identifier: 'passerelle', scopes: [read, replay] });
    this.portalClient = this.pool.addClient('Portal', {
      // A public client: PKCE proves the sign-in, and there is no secret to keep.
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: ['https://localhost/sign-in/callback'],
        logoutUrls: ['https://localhost/'],
      },
      accessTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(12),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    });
    this.issuer = `https://cognito-idp.${Aws.REGION}.amazonaws.com/${this.pool.userPoolId}`;
    this.environment = {
      OIDC_ISSUER: this.issuer,
      OIDC_KEYS_URI: `${this.issuer}/.well-known/jwks.json`,
      OIDC_CLIENTS: this.portalClient.userPoolClientId,
    };
  }
}
