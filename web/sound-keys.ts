import { createHash } from 'node:crypto';
import type { ApiClient, CallParts } from '#schemas/api/client.ts';
import type { Operation } from '#schemas/api/contract.ts';

/**
 * A key that makes two clicks one comes back from the browser, where anybody may write it. One that the API would not take,
 * or no header can hold, becomes its digest: the same again, and as good as any other. An empty one is none.
 */
export const withSoundKeys =
  (api: ApiClient): ApiClient =>
  <O extends Operation>(operation: O, parts: CallParts<O>) => {
    const { idempotencyKey: key, ...rest } = parts;
    if (key === undefined || /^[\x21-\x7e]{1,128}$/.test(key)) return api(operation, parts);
    const digest = key && { idempotencyKey: createHash('sha256').update(key).digest('hex') };
    return api(operation, { ...rest, ...digest } as CallParts<O>);
  };
