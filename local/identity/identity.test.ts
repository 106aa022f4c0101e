import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '#local/state/store.ts';
import { loadTemplate } from '#local/template/template.ts';
import { secretOf } from './clients.ts';
import { createIdentity } from './identity.ts';

const people = [
  { id: 'verifier-1', name: 'Ana', email: 'ana@example.org', groups: ['verifier'], locale: 'fr' },
  { id: 'supplier-1', name: 'Sam', email: 'sam@example.org', groups: [] },
];
const template = {
  Resources: {
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Api: {
      Type: 'AWS::Cognito::UserPoolResourceServer',
      Properties: {
        UserPoolId: { Ref: 'Pool' },
        Identifier: 'passerelle',
        Name: 'passerelle',
        Scopes: ['feed.read', 'feed.replay'].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
      },
    },
    Portal: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: { Ref: 'Pool' },
        GenerateSecret: true,
        AllowedOAuthFlows: ['code'],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: ['openid', 'email', 'profile'],
        CallbackURLs: ['https://localhost/sign-in/callback'],
        LogoutURLs: ['https://localhost/'],
        AccessTokenValidity: 15,
        TokenValidityUnits: { AccessToken: 'minutes' },
      },
    },
  },
  Outputs: { Client: { Value: { Ref: 'Portal' } } },
};
const apiUrl = 'http://127.0.0.1:3999';
const callback = `${apiUrl}/sign-in/callback`;

let dir: string;
let stops: (() => void)[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'identity-'));
});
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop();
  stops = [];
  rmSync(dir, { recursive: true, force: true });
});

async function start(port = 0) {
  const file = join(dir, 'S.template.json');
  writeFileSync(file, JSON.stringify(template));
  const stack = loadTemplate(file);
  const store = openStore(dir);
  // The issuer names the port, so a first server finds a free one.
  const probe = (await import('node:net')).createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const chosen = (probe.address() as AddressInfo).port;
  await new Promise((resolve) => probe.close(resolve));
  const issuer = `http://127.0.0.1:${chosen}`;
  const identity = await createIdentity({
    stack,
    dir,
    store,
    issuer,
    apiUrl,
    people,
    instanceSecret: 'of this instance',
    systems: [{ id: 'system-1', secret: 'its secret', scopes: ['passerelle/feed.read'] }],
    report: (message) => {
      throw new Error(message);
    },
  });
  // No connection is kept for a server that is started again.
  identity.server.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
  await new Promise<void>((resolve) => identity.server.listen(chosen, '127.0.0.1', resolve));
  const stop = () => {
    identity.server.closeAllConnections();
    identity.server.close();
    store.close();
  };
  stops.push(stop);
  const stopNow = () => {
    stops.splice(stops.indexOf(stop), 1);
    stop();
  };
  return { issuer, port: chosen, identity, clientId: stack.outputs.Client!, stop: stopNow };
}

const discover = (issuer: string, clientId: string, secret: string) =>
  oidc.discovery(new URL(issuer), clientId, secret, undefined, { execute: [oidc.allowInsecureRequests] });

/** A browser: follows redirects within the provider, keeping its cookies, until it is sent elsewhere. */
function createBrowser(issuer: string) {
  const cookies = new Map<string, string>();
  async function go(url: string, init: RequestInit = {}): Promise<{ url: string; answer: Response }> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    const location = answer.headers.get('location');
    if (!location) return { url, answer };
    const next = new URL(location, url).href;
    return next.startsWith(issuer) ? go(next) : { url: next, answer };
  }
  return go;
}

async function signIn(issuer: string, clientId: string, fields: Record<string, string>, go = createBrowser(issuer)) {
  const config = await discover(issuer, clientId, secretOf('of this instance', clientId));
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid email profile',
    state: 'state-1',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const page = await go(url.href);
  const end = page.url.startsWith(callback)
    ? page
    : await go(page.url, { method: 'POST', body: new URLSearchParams(fields) });
  const tokens = await oidc.authorizationCodeGrant(config, new URL(end.url), {
    pkceCodeVerifier,
    expectedState: 'state-1',
  });
  return { config, tokens, page, go };
}

const verify = (token: string, issuer: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`)), { issuer });

test('a person signs in by the page, and gets tokens as Cognito gives them', async () => {
  const { issuer, clientId } = await start();
  const { tokens } = await signIn(issuer, clientId, { person: 'verifier-1' });
  const { payload, protectedHeader } = await verify(tokens.access_token, issuer);
  expect(protectedHeader.alg).toBe('RS256');
  expect(payload).toMatchObject({
    sub: 'verifier-1',
    token_use: 'access',
    client_id: clientId,
    username: 'verifier-1',
    scope: 'openid email profile',
    'cognito:groups': ['verifier'],
  });
  expect(payload.exp! - payload.iat!).toBe(15 * 60);
  expect(tokens.claims()).toMatchObject({
    sub: 'verifier-1',
    token_use: 'id',
    email: 'ana@example.org',
    name: 'Ana',
    locale: 'fr',
    'cognito:groups': ['verifier'],
  });
});

test('a person of no group has no groups claim, as with Cognito', async () => {
  const { issuer, clientId } = await start();
  const { tokens } = await signIn(issuer, clientId, { person: 'supplier-1' });
  expect(decodeJwt(tokens.access_token)).not.toHaveProperty('cognito:groups');
});

test('somebody new signs up with an address and is the same person the next time', async () => {
  const { issuer, clientId } = await start();
  const first = await signIn(issuer, clientId, { email: 'New@Example.org ' });
  const again = await signIn(issuer, clientId, { email: 'new@example.org' });
  const { sub } = decodeJwt(first.tokens.access_token);
  expect(sub).toMatch(/^[0-9a-f-]{36}$/);
  expect(decodeJwt(again.tokens.access_token).sub).toBe(sub);
});

test('the page lists the people, and takes nobody else', async () => {
  const { issuer, clientId } = await start();
  const { page } = await signIn(issuer, clientId, { person: 'verifier-1' });
  const text = await page.answer.text();
  expect(text).toContain('Ana');
  expect(text).toContain('Se connecter');
  await expect(signIn(issuer, clientId, { person: 'nobody' })).rejects.toThrow();
});

test('a token is refreshed, and a sign-in, its session and its keys outlive a restart', async () => {
  const first = await start();
  const { config, tokens, go } = await signIn(first.issuer, first.clientId, { person: 'verifier-1' });
  first.stop();
  const second = await start(first.port);
  await verify(tokens.access_token, second.issuer);
  const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token!);
  expect(decodeJwt(refreshed.access_token).sub).toBe('verifier-1');
  // The browser's session is still good: no page is shown.
  const again = await signIn(second.issuer, second.clientId, {}, go);
  expect(again.page.url).toContain(callback);
});

test('signing out ends the session and goes only where the client may go', async () => {
  const { issuer, clientId } = await start();
  const { go } = await signIn(issuer, clientId, { person: 'verifier-1' });
  const elsewhere = await go(`${issuer}/logout?client_id=${clientId}&logout_uri=https://evil.example/`);
  expect(elsewhere.answer.status).toBe(400);
  const out = await go(`${issuer}/logout?client_id=${clientId}&logout_uri=${apiUrl}/`);
  expect(out.url).toBe(`${apiUrl}/`);
  const { page } = await signIn(issuer, clientId, { person: 'supplier-1' }, go);
  expect(page.url).toContain('/sign-in/');
});

test.each([oidc.ClientSecretBasic, oidc.ClientSecretPost])('a system gets a token with its scopes', async (method) => {
  const { issuer } = await start();
  const config = await oidc.discovery(new URL(issuer), 'system-1', undefined, method('its secret'), {
    execute: [oidc.allowInsecureRequests],
  });
  for (const asked of [new URLSearchParams({ scope: 'passerelle/feed.read' }), new URLSearchParams()]) {
    const { access_token } = await oidc.clientCredentialsGrant(config, asked);
    expect((await verify(access_token, issuer)).payload).toMatchObject({
      sub: 'system-1',
      client_id: 'system-1',
      token_use: 'access',
      scope: 'passerelle/feed.read',
    });
  }
});

test('a system gets no scope that is not its own, and nothing with a wrong secret', async () => {
  const { issuer } = await start();
  const right = await discover(issuer, 'system-1', 'its secret');
  await expect(oidc.clientCredentialsGrant(right, { scope: 'passerelle/feed.replay' })).rejects.toThrow();
  const wrong = await discover(issuer, 'system-1', 'a guess');
  await expect(oidc.clientCredentialsGrant(wrong)).rejects.toThrow();
});

test('a code is worth nothing without the proof of who asked for it', async () => {
  const { issuer, clientId } = await start();
  const config = await discover(issuer, clientId, secretOf('of this instance', clientId));
  const answer = await createBrowser(issuer)(
    oidc.buildAuthorizationUrl(config, { redirect_uri: callback, scope: 'openid' }).href,
  );
  expect(answer.url).toContain('error=invalid_request');
});

test('a token given without the pages is as good as one of a sign-in', async () => {
  const { issuer, clientId, identity } = await start();
  const { tokens } = await signIn(issuer, clientId, { person: 'verifier-1' });
  const [direct, usual] = [decodeJwt(await identity.tokenFor('verifier-1')), decodeJwt(tokens.access_token)];
  await verify(await identity.tokenFor('verifier-1'), issuer);
  const { aud: _, ...claims } = usual;
  expect(Object.keys(direct).sort()).toEqual(Object.keys(claims).sort());
  for (const name of ['sub', 'client_id', 'scope', 'token_use', 'cognito:groups', 'iss']) {
    expect(direct[name]).toEqual(usual[name]);
  }
});

test('a token that is renewed keeps the moment of the sign-in, and one whose sign-in was revoked is not renewed', async () => {
  const { issuer, clientId } = await start();
  const { config, tokens } = await signIn(issuer, clientId, { person: 'supplier-1' });
  const { auth_time: signedIn } = decodeJwt(tokens.access_token);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const renewed = await oidc.refreshTokenGrant(config, tokens.refresh_token!);
  expect(decodeJwt(renewed.access_token)).toMatchObject({ auth_time: signedIn });
  await oidc.tokenRevocation(config, tokens.refresh_token!);
  await expect(oidc.refreshTokenGrant(config, tokens.refresh_token!)).rejects.toThrow();
});
