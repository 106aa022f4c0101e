import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SignedHead } from '#schemas/audit.ts';
import { canonical } from './canonical.ts';
import { LogContradicted } from './contradiction.ts';

/** The public heads under object lock: one object an hour, which can be neither changed nor removed. */
export const archiveIn = (s3: S3Client, bucket: string) => {
  const keyOf = (hour: string) => `heads/${hour}.json`;
  const read = async (hour: string): Promise<string | undefined> => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(hour) }));
      return await Body?.transformToString();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  const store = async (hour: string, head: SignedHead): Promise<void> => {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: keyOf(hour),
        Body: canonical(head),
        ContentType: 'application/json',
      }),
    );
  };

  return {
    store,
    /** Compares the newest head of the table; stores it where a crash came between. @throws LogContradicted */
    compare: async (newest: { hour: string; head: SignedHead } | undefined): Promise<void> => {
      const { Contents = [] } = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: 'heads/',
          ...(newest && { StartAfter: keyOf(newest.hour) }),
          MaxKeys: 1,
        }),
      );
      if (Contents.length > 0) throw new LogContradicted('head-missing');
      if (!newest) return;
      const archived = await read(newest.hour);
      if (archived === undefined) await store(newest.hour, newest.head);
      else if (archived !== canonical(newest.head)) throw new LogContradicted('head-changed');
    },
  };
};
