import { once } from 'node:events';
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

  const file = new Promise<{ content: Readable; filename: string; before: Map<string, string> }>((found, fail) => {
    parser.on('file', (name, content, filename) => {
      // A field after the file must not count: it was not there when the policy was checked.
      if (name === 'file') return found({ content, filename: filename ?? '', before: new Map(fields) });
      content.resume();
      fail(new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.'));
    });
    parser.on('error', () => fail(malformed()));
    parser.on('finish', () =>
      fail(new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.')),
    );
    request.on('aborted', () => fail(malformed('The request ended early.')));
  });
  request.pipe(parser);
  try {
    const { content, filename, before } = await file;
    if (flaw) throw flaw;
    return { fields: before, filename, content: whole(content, parser, request) };
  } catch (error) {
    request.unpipe(parser);
    throw error;
  }
}

/** The file's bytes, and then the certainty that the form ended as it should: a cut connection is no upload. */
async function* whole(content: Readable, parser: BusboyInstance, request: IncomingMessage): AsyncGenerator<Uint8Array> {
  const failed = new AbortController();
  const fail = () => {
    failed.abort();
    content.destroy(malformed('The form ended early.'));
  };
  const finished = once(parser, 'finish', { signal: failed.signal });
  finished.catch(() => undefined);
  parser.once('error', fail);
  request.once('aborted', fail);
  try {
    yield* content as AsyncIterable<Buffer>;
    await finished.catch(() => {
      throw malformed('The form ended early.');
    });
  } finally {
    request.unpipe(parser);
  }
}

const malformed = (why = 'The body of your POST request is not well-formed multipart/form-data.') =>
  new S3Error('MalformedPOSTRequest', why);
