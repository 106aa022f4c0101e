import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { Document } from '#schemas/evidence.ts';
import { quarantineKey } from '../keys.ts';

/** How long a permit stands: long enough for 10 MB on a slow phone. */
export const permitSeconds = 15 * 60;

export type UploadPermit = { url: string; fields: Record<string, string>; expiresAt: string };

/**
 * A presigned POST bound to one key, one size, one type and one SHA-256: the store itself refuses anything else. Made
 * from the record alone, without a call, so it can be made again at any time.
 */
export const permitFor = async (
  deps: { s3: S3Client; quarantine: string },
  document: Document,
  at: Date,
): Promise<UploadPermit> => {
  const checksum = Buffer.from(document.sha256, 'hex').toString('base64');
  const fields = {
    'Content-Type': document.mediaType,
    'x-amz-checksum-algorithm': 'SHA256',
    'x-amz-checksum-sha256': checksum,
  };
  const post = await createPresignedPost(deps.s3, {
    Bucket: deps.quarantine,
    Key: quarantineKey(document),
    Expires: permitSeconds,
    Fields: fields,
    Conditions: [
      ['content-length-range', document.bytes, document.bytes],
      ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
    ],
  });
  return { ...post, expiresAt: new Date(at.getTime() + permitSeconds * 1000).toISOString() };
};
