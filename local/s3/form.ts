import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { S3Error } from './errors.ts';

const largestFieldBytes = 20 * 1024;
const mostFields = 100;

/** A browser's form: the fields before the file, and the file as it comes in. */
export interface Form {
  /** By lower-case name. */
  fields: Map<string, string>;
  filename: string;
  content: AsyncIterable<Uint8Array>;
}

/**
 * Reads a multipart form up to its file, whose bytes then stream; what comes after the file is not read, as on S3.
 * Throws MalformedPOSTRequest, or InvalidArgument for a form without a file or with a field twice.
 */
export async function readForm(request: IncomingMessage): Promise<Form> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data/i.test(type))
    throw malformed('Bucket POST must be of the enclosure-type multipart/form-data.');
  let parser: BusboyInstance;
  try {
    parser = Busboy({
      headers: { ...request.headers, 'content-type': type },
      limits: { fieldSize: largestFieldBytes, fields: mostFields, files: 1, fieldNameSize: 200 },
    });
  } catch {
    throw malformed();
  }
  const fields = new Map<string, string>();
  let flaw: S3Error | undefined;
  parser.on('field', (name, value, nameCut, valueCut) => {
    const field = name.toLowerCase();
    if (nameCut || valueCut) flaw ??= malformed('A form field is too long.');
    if (fields.has(field)) flaw ??= new S3Error('InvalidArgument', `POST requires at most one ${field} field.`);
    fields.set(field, value);
  });
  parser.on('fieldsLimit', () => {
    flaw ??= malformed('The form has too many fields.');
  });

  let reader: Readable | undefined;
  // Before anything is read: a short form is parsed to its end, or its failure, in one go.
  const complete = new Promise<void>((resolve, reject) => {
    const cut = () => {
      reject(malformed('The form ended early.'));
      reader?.destroy(malformed('The form ended early.'));
    };
    parser.once('finish', resolve);
    parser.on('error', cut);
    request.once('aborted', cut);
  });
  const file = new Promise<{ content: Readable; filename: string; before: Map<string, string> }>((found, fail) => {
    parser.on('file', (name, content, filename) => {
      // The parser goes on to complain of a cut form after its reader has left.
      content.on('error', () => undefined);
      reader = content;
      // A field after the file must not count: it was not there when the policy was checked.
      if (name === 'file') return found({ content, filename: filename ?? '', before: new Map(fields) });
      content.resume();
      fail(noFile());
    });
    complete.then(() => fail(noFile()), fail);
  });
  request.pipe(parser);
  const { content, filename, before } = await file;
  if (flaw) throw flaw;
  return { fields: before, filename, content: whole(content, complete) };
}

/** The file's bytes, and then the certainty that the form ended as it should: a cut connection is no upload. */
async function* whole(content: Readable, complete: Promise<void>): AsyncGenerator<Uint8Array> {
  yield* content as AsyncIterable<Buffer>;
  await complete;
}

const noFile = () => new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.');

const malformed = (why = 'The body of your POST request is not well-formed multipart/form-data.') =>
  new S3Error('MalformedPOSTRequest', why);
