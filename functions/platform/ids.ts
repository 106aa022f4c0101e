import { createHash, randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const encode = (value: bigint, length: number): string => {
  let text = '';
  for (let rest = value, i = 0; i < length; i++, rest /= 32n) text = alphabet[Number(rest % 32n)] + text;
  return text;
};

/** A new sortable identifier, `sub_` + 26 characters: 48 bits of time, 80 of chance (the layout of a ULID). */
export const newId = <P extends string>(prefix: P, at: Date): `${P}_${string}` =>
  `${prefix}_${encode(BigInt(at.getTime()), 10)}${encode(BigInt(`0x${randomBytes(10).toString('hex')}`), 16)}`;

/** An identifier that follows from what it stands for: the same parts give the same id, whenever and wherever. */
export const derivedId = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
