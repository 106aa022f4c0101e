import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { compile } from 'json-schema-to-typescript';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { asyncApi } from '#schemas/events/describe.ts';
import { definitionOf, institutionOf, recordOf, womenOwned } from '#test/support/builders.ts';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';
import { recordVendor } from '#test/support/vendors.ts';

/*
 * The contracts as strangers take them: Redocly's linter, openapi-typescript and json-schema-to-typescript know nothing of
 * us, and `test/integrator` knows nothing but what they make of what the network serves.
 */

const run = promisify(execFile);
const integrator = 'test/integrator';
const generated = join(integrator, 'generated');
const dir = mkdtempSync(join(tmpdir(), 'passerelle-contracts-'));
/** No tool may tell anybody that it was run. */
const quiet = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true' };

let network: TestNetwork;
let erp: ChildProcess | undefined;
const contract = async (language: 'fr' | 'en') =>
  (await network.call('GET', '/v1/openapi.json', { headers: { 'accept-language': language } })).body;

beforeAll(async () => {
  network = await startTestNetwork({ buyers: ['city'] });
  mkdirSync(generated, { recursive: true });
  const imported = await network.call('POST', '/v1/network/import', {
    as: 'operator-1',
    headers: { 'idempotency-key': 'import-1' },
    body: {
      vocabulary: { groups: { women: { fr: 'Femmes', en: 'Women' } }, flags: {}, certifications: {} },
      institutions: [institutionOf('city')],
      definitions: [definitionOf('city')],
    },
  });
  expect(imported.status).toBe(200);
}, 180_000);
afterAll(async () => {
  erp?.kill();
  await network?.stop();
  rmSync(dir, { recursive: true, force: true });
  rmSync(generated, { recursive: true, force: true });
});

/** What Redocly objects to in a document, by its own recommended rules. */
const lint = async (name: string, document: unknown): Promise<string[]> => {
  const file = join(dir, name);
  writeFileSync(file, JSON.stringify(document));
  const ran = run(
    'node',
    ['node_modules/@redocly/cli/bin/cli.js', 'lint', file, '--config=redocly.yaml', '--format=json'],
    {
      env: quiet,
      maxBuffer: 1e8,
    },
  );
  // It ends with 1 where there is an error; what it found is told either way.
  const { stdout } = (await ran.catch((error: unknown) => error)) as { stdout: string };
  const found: { problems: { ruleId: string; message: string; severity: string }[] } = JSON.parse(stdout);
  return found.problems.map(({ severity, ruleId, message }) => `${severity} ${ruleId}: ${message}`);
};

describe('the contracts', () => {
  it('resolve and are well made, in both languages, by the rules of a stranger', async () => {
    for (const language of ['fr', 'en'] as const)
      expect([language, await lint(`openapi.${language}.json`, await contract(language))]).toEqual([language, []]);
    expect(await lint('asyncapi.json', asyncApi())).toEqual([]);
    // It does look.
    const { paths, ...rest } = (await contract('en')) as { paths: Record<string, unknown> };
    const broken = { ...rest, paths: { ...paths, '/v1/broken': { get: { responses: {} } } } };
    expect((await lint('broken.json', broken)).length).toBeGreaterThan(1);
  }, 120_000);

  it('say where this very network is, and where its systems get their tokens', async () => {
    expect(await contract('en')).toMatchObject({
      servers: [{ url: network.runtime.apiUrl }],
      components: {
        securitySchemes: {
          system: { flows: { clientCredentials: { tokenUrl: `${network.runtime.issuer}/oauth2/token` } } },
        },
      },
    });
  });

  it('make a client and types of events that compile strictly, and that work on a running network', async () => {
    const file = join(dir, 'openapi.json');
    writeFileSync(file, JSON.stringify(await contract('en')));
    const generator = join(integrator, 'node_modules/openapi-typescript/bin/cli.js');
    await run('node', [generator, file, '--output', join(generated, 'openapi.ts')], { env: quiet });

    const published = JSON.parse(readFileSync('docs/events/asyncapi.json', 'utf8'));
    const messages = Object.values<{ name: string; payload: { schema: object } }>(published.components.messages);
    const single = messages.filter(({ name }) => /\.v\d+$/.test(name));
    const types = await Promise.all(
      single.map(({ name, payload }) =>
        compile(payload.schema, name, { bannerComment: '', format: false, ignoreMinAndMaxItems: true }),
      ),
    );
    const events = single.map(({ name }) => name).filter((name) => name.startsWith('vendor.'));
    const pascal = (name: string) => name.replace(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase());
    types.push(`export type VendorEvent = ${events.map(pascal).join(' | ')};\n`);
    writeFileSync(join(generated, 'events.ts'), types.join('\n'));

    const compiled = await run('node_modules/.bin/tsc', ['-p', integrator]).catch((error: unknown) => error);
    expect((compiled as { stdout: string }).stdout).toBe('');

    const buyer = { as: 'buyer-city', headers: { 'idempotency-key': 'erp' } };
    const body = { label: 'ERP', scopes: ['feed.read', 'feed.replay'] };
    const made = await network.call('POST', '/v1/institutions/city/clients', { ...buyer, body });
    const { client, secret } = made.body as { client: string; secret: string };
    const lines: Record<string, unknown>[] = [];
    erp = spawn(
      'node',
      [join(integrator, 'erp.ts'), `${network.runtime.apiUrl}/v1/openapi.json`, 'city', client, secret],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    createInterface({ input: erp.stdout! }).on('line', (line) => void lines.push(JSON.parse(line)));
    const said = (key: string) =>
      vi.waitFor(
        () => {
          const found = lines.find((line) => key in line);
          expect(found, JSON.stringify(lines)).toBeDefined();
          return found!;
        },
        { timeout: 40_000, interval: 50 },
      );

    const { listening } = await said('listening');
    const wanted = { url: listening, signature: 'ed25519', batch: 1, from: 'start', contact: 'it@city.example' };
    const path = '/v1/institutions/city/endpoint';
    const set = await network.call('PUT', path, { as: 'buyer-city', body: wanted, headers: { 'if-match': '"0"' } });
    expect(set.status).toBe(200);
    await network.call('POST', `${path}/challenge`, { as: 'buyer-city' });
    await recordVendor(network, recordOf(), womenOwned(6000));
    await said('done');
    const words = `${recordOf().identity.legalName} until 2027-01-15`;
    expect(lines).toContainEqual(expect.objectContaining({ received: words, sequence: 1 }));
    expect(lines).toContainEqual({ feed: [words], head: 1 });
    expect(lines).toContainEqual({ head: 1, again: 304, wait: expect.stringMatching(/^\d+$/) });
    expect(lines).toContainEqual({ vendors: [recordOf().identity.legalName] });
    expect(lines).toContainEqual({ replay: 0 });
  }, 120_000);
});

describe('what is asked of the API and is not in its contract', () => {
  const ask = async (method: string, path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${network.runtime.apiUrl}${path}`, { method, headers });
    const text = await response.text();
    const type = response.headers.get('content-type');
    return { status: response.status, type, allow: response.headers.get('allow'), text, headers: response.headers };
  };

  it('is refused as a problem in the language of who asks, and tells what can be asked', async () => {
    const nothing = await ask('GET', '/v1/nope', { 'accept-language': 'fr' });
    expect([nothing.status, nothing.type]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(nothing.text)).toMatchObject({ type: '/problems/not-found', instance: '/v1/nope' });
    expect(nothing.headers.get('content-language')).toBe('fr');
    const wrong = await ask('DELETE', '/v1/feeds/city/head');
    expect([wrong.status, wrong.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(JSON.parse(wrong.text).type).toBe('/problems/method-not-allowed');
    const options = await ask('OPTIONS', '/v1/institutions/city/endpoint');
    expect([options.status, options.allow]).toEqual([204, 'GET, PUT, DELETE, HEAD, OPTIONS']);
  });

  it('HEAD is answered as GET would be, without its body', async () => {
    const authorization = `Bearer ${await network.runtime.tokenFor('buyer-city')}`;
    const [get, head] = [
      await ask('GET', '/v1/feeds/city/head', { authorization }),
      await ask('HEAD', '/v1/feeds/city/head', { authorization }),
    ];
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', get.headers.get('etag')]);
    const etag = get.headers.get('etag')!;
    expect((await ask('HEAD', '/v1/feeds/city/head', { authorization, 'if-none-match': etag })).status).toBe(304);
    expect((await ask('HEAD', '/v1/feeds/city/head')).status).toBe(401);
    expect((await ask('HEAD', '/v1/sandbox/head')).status).toBe(200);
  });
});
