import { createServer } from 'node:http';
import createClient from 'openapi-fetch';
import type { EndpointChallengeV1, VendorEvent } from './generated/events.ts';
import type { components, paths } from './generated/openapi.ts';

/*
 * An institution's system, written against what was generated from the network's contracts and nothing else. It says what
 * it sees on its standard output, one JSON text a line.
 */

type Vendor = components['schemas']['RecognizedVendor'];
type Problem = components['schemas']['Problem'];

const [address = '', institution = '', client = '', secret = ''] = process.argv.slice(2);
const say = (line: object) => console.log(JSON.stringify(line));

/** The contract says where the API is and where tokens come from. */
const contract = await (await fetch(address)).json();
const { tokenUrl, scopes } = contract.components.securitySchemes.system.flows.clientCredentials;
const granted = await fetch(tokenUrl, {
  method: 'POST',
  headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
  body: new URLSearchParams({ grant_type: 'client_credentials', scope: Object.keys(scopes).join(' ') }),
});
const { access_token: token } = (await granted.json()) as { access_token: string };
const api = createClient<paths>({ baseUrl: contract.servers[0].url, headers: { authorization: `Bearer ${token}` } });

/** Every event that can come is told apart by its type, and the compiler knows that none is left out. */
const inWords = (event: VendorEvent): string => {
  switch (event.type) {
    case 'vendor.qualified.v1':
      return `${event.data.vendor.legalName} until ${event.data.verdict.validUntil ?? 'further notice'}`;
    case 'vendor.updated.v1':
      return event.data.changed.join(' ');
    case 'vendor.expiring.v1':
      return String(event.data.daysLeft);
    case 'vendor.disqualified.v1':
      return event.data.reason.code;
    default:
      return event satisfies never;
  }
};

const params = { path: { institution } };
const readAll = async () => {
  const { data, error, response } = await api.GET('/v1/feeds/{institution}/events', {
    params: { ...params, query: { after: 0, limit: 10 } },
  });
  if (error) return say({ refused: (error satisfies Problem).title, status: response.status });
  // The feed and the endpoint tell the same.
  const events: VendorEvent[] = data.events;
  say({ feed: events.map(inWords), head: data.head });
};
const readHead = async () => {
  const head = await api.GET('/v1/feeds/{institution}/head', { params });
  const etag = head.response.headers.get('etag') ?? '';
  const again = await api.GET('/v1/feeds/{institution}/head', {
    params: { ...params, header: { 'If-None-Match': etag } },
  });
  say({ head: head.data?.sequence, again: again.response.status, wait: head.response.headers.get('retry-after') });
};
const readVendors = async () => {
  const { data } = await api.GET('/v1/institutions/{institution}/vendors', { params });
  const vendors: Vendor[] = data?.vendors ?? [];
  say({ vendors: vendors.map(({ vendor }) => vendor.legalName) });
};
const replay = async () => {
  const { data, error } = await api.POST('/v1/feeds/{institution}/replay', {
    params: { ...params, header: { 'Idempotency-Key': 'replay-1' } },
    body: { after: 0 },
  });
  say(data ? { replay: data.after } : { refused: error?.title });
};

/** Never called: it holds that the contracts say what is not possible too. */
export const impossible = () => [
  // @ts-expect-error there is no such address
  api.GET('/v1/feeds/{institution}/nothing', { params }),
  // @ts-expect-error a limit is a number
  api.GET('/v1/feeds/{institution}/events', { params: { ...params, query: { limit: 'all' } } }),
  // @ts-expect-error a replay needs a key
  api.POST('/v1/feeds/{institution}/replay', { params, body: { after: 0 } }),
  // @ts-expect-error no event has this type
  (event: VendorEvent) => event.type === 'vendor.created.v1',
];

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const event = JSON.parse(Buffer.concat(chunks).toString()) as VendorEvent | EndpointChallengeV1;
  if (event.type === 'endpoint.challenge.v1') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ challenge: event.data.challenge }));
    return;
  }
  response.writeHead(204).end();
  say({ received: inWords(event), id: event.id, sequence: Number(event.sequence) });
  await readAll();
  await readHead();
  await readVendors();
  await replay();
  say({ done: true });
});
server.listen(0, '127.0.0.1', () => {
  const bound = server.address();
  if (bound && typeof bound === 'object') say({ listening: `http://127.0.0.1:${bound.port}/events` });
});
