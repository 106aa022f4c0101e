import { mkdirSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { authenticate } from './authenticate.ts';
import { createBlobs } from './blobs.ts';
import { openCatalogue } from './catalogue.ts';
import { corsHeaders, preflight } from './cors.ts';
import { S3Error } from './errors.ts';
import { sweep } from './lifecycle.ts';
import { createOutbox } from './outbox.ts';
import { postObject } from './post-object.ts';
import { readRequest, type S3Request } from './request.ts';
import { route } from './routes.ts';
import type { Answer, Store } from './store.ts';
import type { BucketConfig, S3, S3Options } from './types.ts';
import { xmlDocument } from './xml.ts';

const hourMs = 3600_000;
const defaultLargestBytes = 512 * 1024 * 1024;

/** An S3 on the files of one directory. See `docs/adr/embedded-s3.md` for what it keeps to and what it leaves out. */
export function createS3(options: S3Options): S3 {
  const { dir, region, credentials, clock = () => new Date(), onEvent } = options;
  const now = () => clock().getTime();
  mkdirSync(dir, { recursive: true });
  const catalogue = openCatalogue(join(dir, 'index.sqlite'));
  const blobs = createBlobs(dir);
  const buckets = new Map<string, BucketConfig>();
  const store: Store = {
    catalogue,
    blobs,
    outbox: createOutbox(catalogue, { region, onEvent, now }),
    buckets,
    keyring: { region, credentials, now },
    now,
    maxObjectBytes: options.maxObjectBytes ?? defaultLargestBytes,
  };
  const underWay = new Set<Promise<unknown>>();
  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };
  const sweepNow = () => track(sweep(store).catch(report));
  let sweeping: NodeJS.Timeout | undefined;

  return {
    createBucket: (name, config = {}) => {
      buckets.set(name, config);
    },
    handle: (raw, res) => track(answer(store, raw, res)),
    start: async () => {
      await blobs.keepOnly(catalogue.blobs());
      store.outbox.start();
      sweeping = setInterval(sweepNow, hourMs).unref();
      void sweepNow();
    },
    stop: async () => {
      clearInterval(sweeping);
      await Promise.allSettled(underWay);
      await store.outbox.stop();
      catalogue.close();
    },
    sweep: () => track(sweep(store)),
    settled: () => store.outbox.settled(),
  };
}

async function answer(store: Store, raw: Parameters<S3['handle']>[0], res: ServerResponse): Promise<void> {
  let request: S3Request | undefined;
  let cors: Record<string, string> = {};
  const send = (reply: Answer) => {
    // The store's own time: a client whose clock is off sets itself right by it.
    const common = { 'x-amz-request-id': request?.id ?? '0', date: new Date(store.now()).toUTCString() };
    return respond(res, { ...reply, headers: { ...common, ...cors, ...reply.headers } });
  };
  try {
    request = readRequest(raw);
    const { bucket, method } = request;
    const config = bucket === undefined ? undefined : store.buckets.get(bucket);
    cors = method === 'OPTIONS' ? {} : corsHeaders(raw, config?.cors);
    await send(method === 'OPTIONS' ? preflight(raw, config?.cors) : await perform(store, request, config));
  } catch (error) {
    if (!(error instanceof S3Error)) report(error);
    if (res.headersSent || res.destroyed) res.destroy();
    else await send(problem(error, request, raw.method === 'HEAD')).catch(() => res.destroy());
  } finally {
    // What was refused before it was read must still be taken off the wire, or its sender never sees the answer.
    raw.unpipe();
    raw.resume();
  }
}

/** Nobody learns whether a bucket exists before they have shown who they are. */
async function perform(store: Store, request: S3Request, config: BucketConfig | undefined): Promise<Answer> {
  const { bucket = '', key } = request;
  const missing = () =>
    new S3Error('NoSuchBucket', 'The specified bucket does not exist', { elements: { BucketName: bucket } });
  if (isForm(request)) {
    if (!config) throw missing();
    return postObject(store, { request, bucket, config });
  }
  const identity = authenticate(request, store.keyring);
  const { ofBucket, ofObject } = route(request);
  if (!config && bucket !== '') throw missing();
  const call = { request, identity, bucket, config: config ?? {} };
  if (ofObject && key !== undefined) return ofObject(store, { ...call, key });
  if (ofBucket) return ofBucket(store, call);
  throw new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.');
}

const isForm = ({ method, bucket, key, query, raw }: S3Request) =>
  method === 'POST' &&
  bucket !== undefined &&
  key === undefined &&
  query.size === 0 &&
  raw.headers.authorization === undefined;

async function respond(res: ServerResponse, { status, headers = {}, body }: Answer): Promise<void> {
  res.writeHead(status, headers);
  if (body === undefined || typeof body === 'string') {
    res.end(body);
    return;
  }
  await pipeline(Readable.from(body), res);
}

function problem(error: unknown, request: S3Request | undefined, bodiless: boolean): Answer {
  const known =
    error instanceof S3Error
      ? error
      : new S3Error('InternalError', 'We encountered an internal error. Please try again.');
  const { code: Code, message: Message, status, elements, headers } = known;
  const RequestId = request?.id ?? '0';
  const content = { Code, Message, ...elements, Resource: request?.path ?? '/', RequestId, HostId: RequestId };
  return bodiless
    ? { status, headers }
    : { status, headers: { 'content-type': 'application/xml', ...headers }, body: xmlDocument('Error', content) };
}

function report(error: unknown): void {
  console.error(
    JSON.stringify({
      level: 'ERROR',
      code: 's3.internal',
      error: error instanceof Error ? error.message : String(error),
    }),
  );
}
