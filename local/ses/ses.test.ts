import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { GetAccountCommand, SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createSes } from './ses.ts';

let dir: string;
let server: Server;
let client: SESv2Client;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ses-test-'));
  const ses = createSes({ dir, clock: () => new Date('2026-11-22T13:00:00Z') });
  server = createServer(async (req, res) => {
    const input = req.method === 'POST' ? await json(req) : undefined;
    const { status, headers, body } = await ses.handle(req.method ?? '', (req.url ?? '').split('?')[0] ?? '', input);
    res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  client = new SESv2Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'ca-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  for (const name of await readdir(dir)) await rm(join(dir, name));
});
afterAll(async () => {
  client.destroy();
  server.close();
  await rm(dir, { recursive: true });
});

const name = `=?UTF-8?B?${Buffer.from('Réseau Passerelle').toString('base64')}?=`;
const text = 'Bonjour Zoé,\n\nVotre dossier « Été » est complet — merci !\n';
const mail = (more: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
  FromEmailAddress: `${name} <avis@passerelle.example>`,
  Destination: { ToAddresses: ['zoe@fournisseur.example'], BccAddresses: ['archive@passerelle.example'] },
  ReplyToAddresses: ['aide@passerelle.example'],
  Content: {
    Simple: {
      Subject: { Data: 'Votre dossier a été reçu' },
      Body: { Text: { Data: text }, Html: { Data: `<p>${text}</p>` } },
    },
  },
  ...more,
});
const messages = async () => Promise.all((await readdir(dir)).map((file) => readFile(join(dir, file), 'utf8')));
/** What a mail reader does with quoted-printable. */
const readable = (part: string) =>
  Buffer.from(
    part
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

test('a message lies there whole, as text and HTML, and its French is right', async () => {
  const { MessageId } = await client.send(new SendEmailCommand(mail()));
  const files = await readdir(dir);
  expect(files).toEqual([`2026-11-22T13-00-00.000Z-${MessageId}.eml`]);
  const [message = ''] = await messages();
  const [head = ''] = message.split('\r\n\r\n', 1);
  expect(head).toMatch(/^To: zoe@fournisseur\.example\r$/m);
  expect(head).toMatch(/^Bcc: archive@passerelle\.example\r$/m);
  expect(head).toMatch(/^Reply-To: aide@passerelle\.example\r$/m);
  expect(head).toMatch(/^From: =\?UTF-8\?.*<avis@passerelle\.example>\r$/m);
  expect(head).toMatch(/^Subject: =\?UTF-8\?Q\?Votre_dossier_a_=C3=A9t=C3=A9_re=C3=A7u\?=\r$/m);
  expect(head).toMatch(/^Date: Sun, 22 Nov 2026 13:00:00 \+0000\r$/m);
  expect(head).toContain('multipart/alternative');
  expect(message).toContain('Content-Type: text/plain; charset=utf-8');
  expect(message).toContain('Content-Type: text/html; charset=utf-8');
  expect(readable(message)).toContain(text.replaceAll('\n', '\r\n'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the point is that nothing beyond ASCII is left.
  expect(message).toMatch(/^[\x00-\x7f]*$/);
});

test('an attachment and headers of its own go with it', async () => {
  const Attachments = [{ FileName: 'reçu.csv', RawContent: Buffer.from('a;b'), ContentType: 'text/csv' }];
  const Headers = [{ Name: 'List-Unsubscribe', Value: '<https://passerelle.example/u>' }];
  await client.send(
    new SendEmailCommand(
      mail({ Content: { Simple: { Subject: { Data: 'x' }, Body: { Text: { Data: 'y' } }, Attachments, Headers } } }),
    ),
  );
  const [message = ''] = await messages();
  expect(message).toContain('List-Unsubscribe: <https://passerelle.example/u>');
  expect(message).toContain(Buffer.from('a;b').toString('base64'));
  expect(message).toMatch(/filename\*0\*=utf-8''re%C3%A7u\.csv/i);
});

test('a raw message is kept byte for byte', async () => {
  const raw = Buffer.from('From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nÉté\r\n');
  await client.send(new SendEmailCommand({ Content: { Raw: { Data: raw } } }));
  expect(await messages()).toEqual([raw.toString()]);
});

test.each([
  ['nobody to send to', mail({ Destination: {} })],
  ['nobody who sends', mail({ FromEmailAddress: undefined })],
  ['no address', mail({ Destination: { ToAddresses: ['nobody'] } })],
  ['a name that is not encoded', mail({ FromEmailAddress: 'Réseau <avis@passerelle.example>' })],
  [
    'a line break in the subject',
    mail({ Content: { Simple: { Subject: { Data: 'x\r\nBcc: evil@x.example' }, Body: { Text: { Data: '' } } } } }),
  ],
  ['no body', mail({ Content: { Simple: { Subject: { Data: 'x' }, Body: {} } } })],
  ['a template', mail({ Content: { Template: { TemplateName: 'x' } } })],
  ['a raw message without a sender', mail({ Content: { Raw: { Data: Buffer.from('To: c@d.example\r\n\r\nx') } } })],
])('%s is refused, and nothing is kept', async (_, input) => {
  await expect(client.send(new SendEmailCommand(input))).rejects.toMatchObject({ name: 'BadRequestException' });
  expect(await readdir(dir)).toEqual([]);
});

test('what is not implemented says so', async () => {
  await expect(client.send(new GetAccountCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' });
});
