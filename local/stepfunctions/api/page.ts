import { ApiError } from './errors.ts';

/** A page token tells where the next page begins, and of which question: it serves no other. */
export function writePageToken(question: string, position: number): string {
  return Buffer.from(JSON.stringify([question, position])).toString('base64url');
}

/** @throws ApiError InvalidToken for a token of another question, or none of ours */
export function readPageToken(question: string, token: string): number {
  try {
    const [asked, position]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (asked === question && typeof position === 'number') return position;
  } catch {
    // Not a token at all.
  }
  throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
}
