import {
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

type Store = { s3: S3Client; bucket: string };

/** Every version of every object under a prefix, and the markers of deletion. */
async function* versionsUnder({ s3, bucket }: Store, prefix: string) {
  let from: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | undefined = {};
  while (from) {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...from }),
    );
    for (const { Key, VersionId } of page.Versions ?? []) yield { Key, VersionId, marker: false };
    for (const { Key, VersionId } of page.DeleteMarkers ?? []) yield { Key, VersionId, marker: true };
    from = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined;
  }
}

/**
 * Deletes every version of a supplier's objects that no lock holds any more.
 * @returns the instant at which the first lock that still holds one ends; undefined when nothing is left
 */
export const eraseObjects = async (store: Store, supplier: string, at: Date): Promise<Date | undefined> => {
  let earliest: Date | undefined;
  for await (const { Key, VersionId, marker } of versionsUnder(store, `${supplier}/`)) {
    const one = { Bucket: store.bucket, Key, VersionId };
    const until = marker ? undefined : (await store.s3.send(new HeadObjectCommand(one))).ObjectLockRetainUntilDate;
    if (until && until > at) earliest = !earliest || until < earliest ? until : earliest;
    else await store.s3.send(new DeleteObjectCommand(one));
  }
  return earliest;
};
