import { createHash } from 'node:crypto';
import type { AuditEntry } from '#schemas/audit.ts';
import { canonical } from './canonical.ts';
import { type Hash, leafHash } from './merkle.ts';

/** The leaf of an entry: its canonical JSON, hashed as RFC 9162 hashes a list of one. */
export const leafOf = (entry: AuditEntry): Hash => leafHash(canonical(entry));

/** The chain after one more leaf: SHA-256 of the chain before it and the leaf, 32 bytes each. */
export const chainAfter = (before: Hash, leaf: Hash): Hash =>
  createHash('sha256').update(Buffer.from(before, 'hex')).update(Buffer.from(leaf, 'hex')).digest('hex');
