import { type Keyring, scopeOf, secretOf, wrongSignature } from './authenticate.ts';
import { assertDigests, type ChecksumName, declaredChecksums, declaredMd5, requestedChecksum } from './checksums.ts';
import { accessDenied, S3Error } from './errors.ts';
import { type Form, readForm } from './form.ts';
import { readDescription } from './headers.ts';
import { lockOf } from './lock.ts';
import { assertAllowed, assertSize, largestAllowed, readPolicy } from './post-policy.ts';
import { assertChecked, checksumHeaders, receive } from './put-object.ts';
import type { S3Request } from './request.ts';
import { algorithm, hmac, sameSignature, signingKey } from './sigv4.ts';
import { type Answer, causeOf, quoted, type Store, versionHeader } from './store.ts';
import { readTagDocument } from './tags.ts';
import type { BucketConfig } from './types.ts';
import { addVersion } from './versions.ts';
import { xmlDocument } from './xml.ts';

const longestKeyBytes = 1024;
const noCondition = { ifMatch: undefined, ifNoneMatch: undefined };

/** A browser's upload: a form that carries its own permit, the signed policy. Nothing unsigned is taken. */
export async function postObject(
  store: Store,
  { request, bucket, config }: { request: S3Request; bucket: string; config: BucketConfig },
): Promise<Answer> {
  const form = await readForm(request.raw);
  const { fields } = form;
  const field = (name: string) => fields.get(name);
  const accessKeyId = signer(fields, store.keyring);
  const policy = readPolicy(field('policy') ?? '');
  const key = keyOf(form);
  if ((field('bucket') ?? bucket) !== bucket)
    throw accessDenied('Invalid according to Policy: the form is for another bucket');
  assertAllowed(policy, new Map([...fields, ['bucket', bucket], ['key', key]]), store.now());

  const described = readDescription(fields);
  const tags = fields.has('tagging') ? readTagDocument(field('tagging') ?? '') : {};
  const lock = lockOf(field, config, store.now());
  const declared = { md5: declaredMd5(field('content-md5')), checksums: declaredChecksums(field) };
  const asked = requestedChecksum(field('x-amz-checksum-algorithm'));
  const wanted = [...(Object.keys(declared.checksums) as ChecksumName[]), ...(asked ? [asked] : [])];
  assertChecked(lock, wanted.length > 0 || declared.md5 !== undefined);

  const limited = { ...store, maxObjectBytes: Math.min(largestAllowed(policy), store.maxObjectBytes) };
  const blob = await receive(limited, form.content, wanted, (found) => {
    assertSize(policy, found.size);
    assertDigests(declared, found);
  });
  const detail = { ...described, tags, ...lock, checksums: blob.checksums };
  const content = { blob: blob.id, size: blob.size, etag: blob.md5, detail };
  const cause = causeOf({ request, identity: { accessKeyId, payload: { kind: 'unsigned' } } });
  const version = await addVersion(store, { bucket, config, key }, content, {
    event: 'ObjectCreated:Post',
    cause,
    condition: noCondition,
  });
  const location = `http://${request.raw.headers.host}/${bucket}/${encodeURIComponent(key)}`;
  const headers = {
    etag: quoted(blob.md5),
    location,
    ...checksumHeaders(blob.checksums),
    ...versionHeader(version, config),
  };
  return success(form, headers, { Location: location, Bucket: bucket, Key: key, ETag: quoted(blob.md5) });
}

/** Who signed the policy. Throws as for any other request. */
function signer(fields: Map<string, string>, keyring: Keyring): string {
  const given = ['policy', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-signature'].map((name) =>
    fields.get(name),
  );
  const [policy, method, credential, date, signature] = given;
  if (given.every((value) => value === undefined)) throw accessDenied();
  if (policy === undefined || credential === undefined || date === undefined || signature === undefined) {
    throw new S3Error(
      'InvalidArgument',
      "Bucket POST must contain the fields 'policy', 'x-amz-credential', 'x-amz-date' and 'x-amz-signature'.",
    );
  }
  if (method !== algorithm) throw new S3Error('InvalidArgument', `x-amz-algorithm must be ${algorithm}`);
  const scope = scopeOf(credential, keyring, 'InvalidArgument');
  if (!date.startsWith(scope.date))
    throw accessDenied("Invalid according to Policy: the date is not of the credential's day");
  const expected = hmac(signingKey(secretOf(scope.accessKeyId, keyring), scope), policy).toString('hex');
  if (!sameSignature(expected, signature)) throw wrongSignature(policy);
  return scope.accessKeyId;
}

/** The form's key, `${filename}` replaced by the name that the browser gave the file. */
function keyOf({ fields, filename }: Form): string {
  const template = fields.get('key');
  if (!template) throw new S3Error('InvalidArgument', "Bucket POST must contain a field named 'key'.");
  const base = filename.split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is S3's placeholder, not ours.
  const key = template.replaceAll('${filename}', () => base);
  if (Buffer.byteLength(key) > longestKeyBytes) throw new S3Error('KeyTooLongError', 'Your key is too long');
  return key;
}

function success({ fields }: Form, headers: Record<string, string>, result: Record<string, string>): Answer {
  const redirect = fields.get('success_action_redirect') ?? fields.get('redirect');
  if (redirect !== undefined && URL.canParse(redirect)) {
    const target = new URL(redirect);
    for (const name of ['Bucket', 'Key', 'ETag']) target.searchParams.set(name.toLowerCase(), result[name] ?? '');
    return { status: 303, headers: { ...headers, location: target.href } };
  }
  const status = fields.get('success_action_status');
  if (status !== '201') return { status: status === '200' ? 200 : 204, headers };
  return {
    status: 201,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: xmlDocument('PostResponse', result),
  };
}
