import MailComposer from 'nodemailer/lib/mail-composer';
import * as z from 'zod';

/** A line of a header: a line break in it would let its text write headers of its own. */
const line = z.string().regex(/^[^\r\n]*$/, 'must not contain a line break');
/** SES takes addresses in ASCII only: a name beyond it comes as an encoded word (RFC 2047). */
const address = line
  .max(320)
  .regex(/^[\x20-\x7e]*$/, 'must be ASCII; encode the name as =?UTF-8?B?…?=')
  .regex(/^(?:[^<>]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/, 'is not an e-mail address');
const addresses = z.array(address).default([]);
const content = z.object({ Data: z.string(), Charset: z.string().optional() });
const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));

const attachment = z.object({
  FileName: line,
  RawContent: bytes,
  ContentType: line.optional(),
  ContentDisposition: z.enum(['ATTACHMENT', 'INLINE']).default('ATTACHMENT'),
  ContentId: line.optional(),
});

const simple = z.strictObject({
  Subject: content.extend({ Data: line.min(1) }),
  Body: z
    .strictObject({ Text: content.optional(), Html: content.optional() })
    .refine(({ Text, Html }) => Text ?? Html, 'needs Text or Html'),
  Headers: z
    .array(z.object({ Name: line.regex(/^[!-9;-~]+$/), Value: line }))
    .max(15)
    .default([]),
  Attachments: z.array(attachment).default([]),
});

/** What SendEmail takes; templates are not implemented. */
export const sendEmail = z.object({
  FromEmailAddress: address.optional(),
  Destination: z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }).optional(),
  ReplyToAddresses: addresses,
  Content: z.union(
    [z.strictObject({ Simple: simple }), z.strictObject({ Raw: z.object({ Data: bytes }) })],
    'needs either Simple or Raw',
  ),
});
export type SendEmail = z.infer<typeof sendEmail>;

/** A message in RFC 5322 form, its text readable as it lies there; who is in blind copy stays on it. */
export async function compose(
  mail: SendEmail & { FromEmailAddress: string },
  part: z.infer<typeof simple>,
  id: { messageId: string; date: Date },
): Promise<Buffer> {
  const { ToAddresses: to = [], CcAddresses: cc = [], BccAddresses: bcc = [] } = mail.Destination ?? {};
  const composer = new MailComposer({
    ...id,
    from: decodeWords(mail.FromEmailAddress),
    to: to.map(decodeWords),
    cc: cc.map(decodeWords),
    bcc: bcc.map(decodeWords),
    replyTo: mail.ReplyToAddresses.map(decodeWords),
    subject: part.Subject.Data,
    ...(part.Body.Text && { text: part.Body.Text.Data }),
    ...(part.Body.Html && { html: part.Body.Html.Data }),
    headers: part.Headers.map(({ Name, Value }) => ({ key: Name, value: Value })),
    attachments: part.Attachments.map((each) => ({
      filename: each.FileName,
      content: each.RawContent,
      contentDisposition: each.ContentDisposition === 'INLINE' ? 'inline' : 'attachment',
      ...(each.ContentType && { contentType: each.ContentType }),
      ...(each.ContentId && { cid: each.ContentId }),
    })),
    textEncoding: 'quoted-printable',
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = composer.compile();
  message.keepBcc = true;
  return message.build();
}

/** `=?UTF-8?B?…?=` as text; the composer encodes it anew where its place needs it. */
function decodeWords(text: string): string {
  return text.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) => {
    if (kind.toLowerCase() === 'b') return Buffer.from(word, 'base64').toString('utf8');
    const octets = word
      .replaceAll('_', ' ')
      .replace(/=([0-9a-f]{2})/gi, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(octets, 'latin1').toString('utf8');
  });
}
