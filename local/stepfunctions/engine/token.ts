import { createHmac, timingSafeEqual } from 'node:crypto';

/** Which attempt of which task a token stands for. */
export interface TaskTarget {
  execution: number;
  frame: number;
  attempt: number;
}

const SIGNATURE_BYTES = 24;

/** A task token tells where it leads and is signed, so that none can be guessed and none needs a table of its own. */
export function signToken(secret: Buffer, { execution, frame, attempt }: TaskTarget): string {
  const target = `${execution}.${frame}.${attempt}`;
  return `${Buffer.from(target).toString('base64url')}.${sign(secret, target).toString('base64url')}`;
}

/** @returns undefined for a token that this file's secret did not sign */
export function readToken(secret: Buffer, token: string): TaskTarget | undefined {
  const [encoded = '', signature = ''] = token.split('.');
  const target = Buffer.from(encoded, 'base64url').toString();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== SIGNATURE_BYTES || !timingSafeEqual(given, sign(secret, target))) return undefined;
  const [execution = Number.NaN, frame = Number.NaN, attempt = Number.NaN] = target.split('.').map(Number);
  return { execution, frame, attempt };
}

const sign = (secret: Buffer, target: string): Buffer =>
  createHmac('sha256', secret).update(target).digest().subarray(0, SIGNATURE_BYTES);
