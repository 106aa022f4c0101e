import { randomUUID } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { compose, type SendEmail, sendEmail } from './message.ts';
import type { Ses, SesAnswer, SesOptions } from './types.ts';

const path = '/v2/email/outbound-emails';
const domain = 'email.amazonses.com';

/** An SES (v2) that delivers into a directory: one `.eml` file a message, named by its time and its id. */
export function createSes({ dir, clock = () => new Date() }: SesOptions): Ses {
  return {
    handle: async (method, requested, body) => {
      if (method !== 'POST' || requested !== path) {
        return failure(404, 'UnknownOperationException', `The embedded SES does not implement ${method} ${requested}`);
      }
      const read = sendEmail.safeParse(body);
      if (!read.success) return failure(400, 'BadRequestException', z.prettifyError(read.error));
      const messageId = randomUUID();
      const date = clock();
      const message = await write(read.data, { messageId: `<${messageId}@${domain}>`, date });
      if (typeof message === 'string') return failure(400, 'BadRequestException', message);
      await keep(dir, `${date.toISOString().replaceAll(':', '-')}-${messageId}.eml`, message);
      return { status: 200, headers: {}, body: { MessageId: messageId } };
    },
  };
}

/** The message, or the sentence that says why there is none. */
async function write(mail: SendEmail, id: { messageId: string; date: Date }): Promise<Buffer | string> {
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = mail.Destination ?? {};
  const recipients = [...ToAddresses, ...CcAddresses, ...BccAddresses];
  const { Content: content, FromEmailAddress } = mail;
  if ('Simple' in content) {
    if (recipients.length === 0) return 'There are no recipients.';
    if (FromEmailAddress === undefined) return 'FromEmailAddress is needed.';
    return compose({ ...mail, FromEmailAddress }, content.Simple, id);
  }
  const head = content.Raw.Data.toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? '';
  const has = (name: string) => new RegExp(`^${name}:`, 'im').test(head);
  if (!has('From')) return "Missing required header 'From'.";
  if (recipients.length === 0 && !has('To') && !has('Cc') && !has('Bcc')) return 'There are no recipients.';
  return content.Raw.Data;
}

/** What is acknowledged is on disk, and what has the name of a message is whole. */
async function keep(dir: string, name: string, message: Buffer): Promise<void> {
  await mkdir(dir, { recursive: true });
  const draft = join(dir, `.${name}.draft`);
  const handle = await open(draft, 'wx');
  await handle
    .writeFile(message)
    .then(() => handle.sync())
    .finally(() => handle.close());
  await rename(draft, join(dir, name));
}

const failure = (status: number, type: string, message: string): SesAnswer => ({
  status,
  headers: { 'x-amzn-errortype': type },
  body: { message },
});
