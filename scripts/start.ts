import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { people } from '#samples/people.ts';
import { type Consumer, startConsumer } from './network/consumer.ts';
import { journey } from './network/journey.ts';
import { loadNetwork } from './network/load.ts';
import { type Network, openNetwork } from './network/open.ts';
import { steps, timeline } from './network/steps.ts';
import { prepare } from './prepare.ts';

/*
 * `npm start`: the whole network on this machine. The first time it loads the sample network and plays one certification;
 * then, and at every later start, it stays up until it is stopped. `--empty` skips the demonstration.
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.passerelle' },
    port: { type: 'string', default: process.env.PORT ?? '8080' },
    empty: { type: 'boolean', default: false },
  },
});
const dir = resolve(values.dir);
const say = (line = '') => console.log(line ? `  ${line}` : '');

/** The demonstration's own institution systems: their port and secrets are remembered, so that a second start goes on. */
const consumerFile = join(dir, 'sample-consumer.json');
const openConsumer = async (): Promise<Consumer> => {
  const known: { port: number; secrets: [string, string][] } | undefined = existsSync(consumerFile)
    ? JSON.parse(readFileSync(consumerFile, 'utf8'))
    : undefined;
  const consumer = await startConsumer(known?.port);
  for (const [institution, secret] of known?.secrets ?? []) consumer.secrets.set(institution, secret);
  return consumer;
};
const keepConsumer = (consumer: Consumer): void => {
  const port = Number(new URL(consumer.url('')).port);
  writeFileSync(consumerFile, JSON.stringify({ port, secrets: [...consumer.secrets] }), { mode: 0o600 });
};

const banner = ({ runtime }: Network): void => {
  const who = (role: string) =>
    people
      .filter((person) => person.role === role)
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', ');
  say();
  say('Passerelle · certify once, be recognized everywhere · certifié une fois, reconnu partout');
  say();
  say(`portal / portail      ${runtime.apiUrl}/`);
  say(`API                   ${runtime.apiUrl}/v1/openapi.json`);
  say(`sign-in / connexion   ${runtime.issuer}   (sample people, no password / sans mot de passe)`);
  say(`  supplier            ${who('person')} …`);
  say(`  verifier            ${who('verifier')}`);
  say(`  institution         ${who('buyer')} …`);
  say(`  operator            ${who('operator')}`);
  say(`AWS endpoint          ${runtime.awsEndpoint}   DynamoDB ${runtime.dynamoEndpoint}`);
  say(`data, mail, logs      ${dir}`);
  say();
};

/** What the institutions' systems learned is kept with each step: a start that breaks off goes on from there. */
const recorder = (consumer: Consumer) =>
  steps((step) => {
    keepConsumer(consumer);
    console.log(timeline(step));
  });

const demonstrate = async (network: Network, consumer: Consumer): Promise<void> => {
  const done = join(dir, 'demonstration-done');
  if (values.empty || existsSync(done)) return;
  say('First start: one certification, from an empty form to signed events at the institutions’ systems.');
  say();
  try {
    const { vendor, verdicts } = await journey(network, consumer, recorder(consumer));
    writeFileSync(done, `${new Date().toISOString()} ${vendor}\n`);
    const count = Object.values(verdicts).filter((outcome) => outcome === 'qualifies').length;
    say();
    say(`${count} of ${Object.keys(verdicts).length} institutions recognize the firm under their own definition.`);
  } catch (error) {
    // The network itself is up: what failed is told, and can be looked at.
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
};

await prepare(say);
mkdirSync(dir, { recursive: true });
const began = performance.now();
const consumer = await openConsumer();
const network = await openNetwork({ dir, port: Number(values.port) });
say(`ready in ${((performance.now() - began) / 1000).toFixed(1)} s`);
banner(network);

let stopping = false;
const stop = async () => {
  if (stopping) return;
  stopping = true;
  say('stopping …');
  await network.runtime.stop();
  await consumer.stop();
  process.exit();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

if (values.empty) await loadNetwork(network.as('sample-isabelle-cote'));
else await demonstrate(network, consumer);
say();
say('It stays up. Stop it with Ctrl+C; the next start goes on from here.');
