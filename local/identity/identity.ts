import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import { importJWK, SignJWT } from 'jose';
import { errors, type Provider } from 'oidc-provider';
import type { Stack } from '#local/template/template.ts';
import { createAdapter, storedClients } from './adapter.ts';
import { accessClaims } from './claims.ts';
import { type Client, clientsOf, type SystemClient, systemClient } from './clients.ts';
import { identityKeys } from './keys.ts';
import { signInPage } from './page.ts';
import { createPeople, type Person } from './people.ts';
import { createProvider } from './provider.ts';
import { createUserPool, type UserPool } from './user-pool.ts';

export type Identity = {
  readonly server: Server;
  /** An access token as a sign-in would give it, without the pages: for demonstrations, tests and benches. */
  readonly tokenFor: (personId: string) => Promise<string>;
  /** The user pool's own interface, over the same people. */
  readonly userPool: UserPool;
};

export type IdentityOptions = {
  readonly stack: Stack;
  readonly dir: string;
  readonly store: DatabaseSync;
  readonly issuer: string;
  readonly apiUrl: string;
  /** Clients' secrets follow from it. */
  readonly instanceSecret: string;
  readonly people: readonly Person[];
  readonly systems: readonly SystemClient[];
  readonly report: (message: string) => void;
};

/** Stands in for the stack's user pool: an OpenID provider whose people need no password. */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { stack, dir, store, issuer, apiUrl, instanceSecret, report } = options;
  const people = createPeople(store, options.people);
  const clients = [...clientsOf(stack, instanceSecret, apiUrl), ...options.systems.map(systemClient)];
  const keys = await identityKeys(dir);
  const adapter = createAdapter(store);
  const provider = createProvider({
    issuer,
    clients,
    people,
    keys,
    scopes: scopesOf(stack),
    adapter,
  });
  provider.on('server_error', (_, error) => report(`identity: ${error.stack}`));
  const oidc = provider.callback();

  const server = createServer(async (request, response) => {
    const url = URL.parse(`${issuer}${request.url}`);
    try {
      if (url?.pathname.startsWith('/sign-in/')) return await signIn(request, response, url.pathname.slice(9));
      if (url?.pathname === '/logout') return await signOut(provider, clients, url, request, response);
      await oidc(request, response);
    } catch (error) {
      const known = error instanceof errors.OIDCProviderError;
      if (!known) report(`identity: ${error instanceof Error ? error.stack : error}`);
      if (!response.headersSent) send(response, known ? 400 : 500, known ? error.message : 'Internal Server Error');
    }
  });

  async function signIn(request: IncomingMessage, response: ServerResponse, uid: string): Promise<void> {
    await provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('cache-control', 'no-store');
      return void response.end(String(await signInPage(uid, people.list())));
    }
    const form = new URLSearchParams(await readText(request));
    const email = form.get('email');
    const person =
      email && /^\S+@\S+$/.test(email.trim()) ? people.signUp(email) : people.find(form.get('person') ?? '');
    if (!person) return send(response, 400, 'Nobody of that name · Personne de ce nom');
    await provider.interactionFinished(request, response, { login: { accountId: person.id } });
  }

  const signingKey = await importJWK(keys.signing, 'RS256');
  return {
    server,
    userPool: createUserPool(people, storedClients(store, adapter)),
    async tokenFor(personId) {
      const person = people.find(personId);
      const client = clients.find(({ flows }) => flows.includes('code'));
      if (!person || !client) throw new Error(`there is no person ${personId}, or no client that people sign in to`);
      const claims = { ...accessClaims(person), client_id: client.id, scope: client.scopes.join(' ') };
      return await new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: keys.signing.kid!, typ: 'at+jwt' })
        .setIssuer(issuer)
        .setSubject(person.id)
        .setIssuedAt()
        .setJti(crypto.randomUUID())
        .setExpirationTime(`${client.lifetimes.access} seconds`)
        .sign(signingKey);
    },
  };
}

/** The scopes that the user pool knows beside OpenID's own: `resource server/scope`. */
const scopesOf = (stack: Stack): string[] =>
  stack
    .ofType('AWS::Cognito::UserPoolResourceServer')
    .flatMap(({ properties }) => properties.Scopes.map(({ ScopeName: name }) => `${properties.Identifier}/${name}`));

/** Cognito's own way out: `/logout?client_id=…&logout_uri=…`. */
async function signOut(
  provider: Provider,
  clients: readonly Client[],
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = url.searchParams.get('logout_uri') ?? '';
  const client = clients.find(({ id }) => id === url.searchParams.get('client_id'));
  if (!client?.logoutUris.includes(target)) return send(response, 400, 'logout_uri is not allowed');
  const session = await provider.Session.get(provider.createContext(request, response));
  await session.destroy();
  response.writeHead(302, { location: target }).end();
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
