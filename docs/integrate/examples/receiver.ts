import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.PASSERELLE_SECRET ?? '');
const seen = new Set<string>(); // Keep it in your database, in the transaction that stores the vendor.

createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  try {
    webhook.verify(body, request.headers as Record<string, string>); // the signature, and that it is recent
  } catch {
    return response.writeHead(401).end();
  }
  const events = [JSON.parse(body)].flat(); // one event, or a batch
  if (events[0].type === 'endpoint.challenge.v1') return response.end(JSON.stringify(events[0].data));
  for (const event of events) if (!seen.has(event.id)) console.log(seen.add(event.id) && event.sequence, event.type, event.subject);
  return response.writeHead(204).end();
}).listen(Number(process.env.PORT ?? 8081), '127.0.0.1');
