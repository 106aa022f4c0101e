import { KmsError } from './errors.ts';
import { openKeys } from './keys.ts';
import { operations } from './operations.ts';
import type { Kms, KmsOptions } from './types.ts';

const prefix = 'TrentService.';

/** A KMS whose keys lie in one file that only its owner may read. What it lacks is answered UnknownOperationException. */
export function createKms(options: KmsOptions): Kms {
  const keys = openKeys(options);
  return {
    createKey: (logicalId, { id, spec = 'SYMMETRIC_DEFAULT', usage, description = '' } = {}) =>
      keys.arn(keys.create({ id, logicalId, spec, usage, description }).id),
    createAlias: (name, key) => keys.alias(name, key),
    handle: (target, body) => {
      const name = target.startsWith(prefix) ? target.slice(prefix.length) : '';
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      try {
        if (!operation)
          throw new KmsError('UnknownOperationException', `The embedded KMS does not implement ${target}`);
        return { status: 200, body: operation(keys, body) };
      } catch (error) {
        if (error instanceof KmsError) return { status: 400, body: { __type: error.name, message: error.message } };
        console.error(
          JSON.stringify({
            level: 'ERROR',
            code: 'kms.internal',
            error: error instanceof Error ? error.message : String(error),
          }),
        );
        return { status: 500, body: { __type: 'KMSInternalException', message: 'Internal error' } };
      }
    },
  };
}
