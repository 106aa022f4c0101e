import { S3Client } from '@aws-sdk/client-s3';

/** The S3 client; a store at an address of its own is spoken to by path, since its buckets have no host names. */
export const objectClient = (): S3Client =>
  new S3Client({ forcePathStyle: (process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL) !== undefined });
