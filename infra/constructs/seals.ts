import type { Records } from '../records.ts';
import type { RoomFunction } from './function.ts';
import { mayRead, mayUseKey, mayWrite } from './grants.ts';

/** Opens what is sealed under suppliers' keys. */
export const mayOpenSeals = ({ lambda }: RoomFunction, { keys, sealsKey }: Records): void => {
  mayRead(lambda, keys);
  mayUseKey(lambda, sealsKey, ['kms:Decrypt']);
};

/** Seals and opens; makes a supplier's key the first time. */
export const maySeal = ({ lambda }: RoomFunction, { keys, sealsKey }: Records): void => {
  mayWrite(lambda, keys);
  mayUseKey(lambda, sealsKey, ['kms:Decrypt', 'kms:GenerateDataKey']);
};
