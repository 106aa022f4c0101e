import { getLocation, getObjectLock, getVersioning, headBucket, listBuckets } from './bucket-info.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-object.ts';
import { S3Error } from './errors.ts';
import { getObject } from './get-object.ts';
import { listObjectsV2, listObjectVersions } from './list.ts';
import { completeUpload, createUpload, deleteUpload, uploadPart } from './multipart.ts';
import { putObject } from './put-object.ts';
import type { S3Request } from './request.ts';
import type { Answer, Call, ObjectCall, Store } from './store.ts';
import * as sub from './subresources.ts';

type Operation<C> = (store: Store, call: C) => Answer | Promise<Answer>;

/** What a request asks for: its method and the query parameter that names a part of the bucket or object. */
const bucketOperations: Record<string, Operation<Call>> = {
  HEAD: headBucket,
  GET: listObjectsV2,
  'GET list-type': listObjectsV2,
  'GET versions': listObjectVersions,
  'GET location': getLocation,
  'GET versioning': getVersioning,
  'GET object-lock': getObjectLock,
  'POST delete': deleteObjects,
};

const objectOperations: Record<string, Operation<ObjectCall>> = {
  GET: getObject,
  HEAD: getObject,
  PUT: (store, call) => (call.request.header('x-amz-copy-source') === undefined ? putObject : copyObject)(store, call),
  DELETE: deleteObject,
  'GET tagging': sub.getTagging,
  'PUT tagging': sub.putTagging,
  'DELETE tagging': sub.deleteTagging,
  'GET retention': sub.getRetention,
  'PUT retention': sub.putRetention,
  'GET legal-hold': sub.getLegalHold,
  'PUT legal-hold': sub.putLegalHold,
  'POST uploads': createUpload,
  'PUT uploadId': uploadPart,
  'POST uploadId': completeUpload,
  'DELETE uploadId': deleteUpload,
};

/** Parameters that narrow an operation; any other names one, and one that is not in the tables is refused. */
const narrowing = new Set([
  'continuation-token',
  'delimiter',
  'encoding-type',
  'fetch-owner',
  'key-marker',
  'max-keys',
  'partNumber',
  'prefix',
  'start-after',
  'version-id-marker',
  'versionId',
  'x-id',
]);

export function route(request: S3Request): { ofBucket?: Operation<Call>; ofObject?: Operation<ObjectCall> } {
  const named = [...request.query.keys()].filter(
    (name) => !narrowing.has(name) && !name.toLowerCase().startsWith('x-amz-') && !name.startsWith('response-'),
  );
  const name = [request.method, ...named].join(' ');
  if (request.key !== undefined) {
    const ofObject = objectOperations[name];
    if (ofObject) return { ofObject };
  } else {
    const ofBucket = request.bucket === undefined ? (name === 'GET' ? listBuckets : undefined) : bucketOperations[name];
    if (ofBucket) return { ofBucket };
  }
  throw new S3Error(
    'NotImplemented',
    `The embedded store does not implement ${name} of ${request.key === undefined ? 'a bucket' : 'an object'}`,
  );
}
