import { S3Error } from './errors.ts';
import { type Answer, type Call, isVersioned, type Store } from './store.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

/** What a client may ask of a bucket itself; the template alone changes it. */
export const headBucket = (store: Store): Answer => ({
  status: 200,
  headers: { 'x-amz-bucket-region': store.keyring.region },
});

export const getLocation = (store: Store): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${store.keyring.region}</LocationConstraint>`,
});

export const getVersioning = (_: Store, { config }: Call): Answer =>
  xml('VersioningConfiguration', isVersioned(config) ? { Status: 'Enabled' } : {});

export function getObjectLock(_: Store, { config }: Call): Answer {
  if (!config.objectLock) {
    throw new S3Error(
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    );
  }
  const { retention } = config.objectLock;
  return xml('ObjectLockConfiguration', {
    ObjectLockEnabled: 'Enabled',
    ...(retention && { Rule: { DefaultRetention: { Mode: retention.mode, Days: retention.days } } }),
  });
}

export const listBuckets = ({ buckets }: Store): Answer =>
  xml('ListAllMyBucketsResult', {
    Buckets: { Bucket: [...buckets.keys()].sort().map((Name) => ({ Name, CreationDate: new Date(0).toISOString() })) },
    Owner: { ID: 'EMBEDDED' },
  });

const xml = (root: string, content: XmlNode): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: xmlDocument(root, content),
});
