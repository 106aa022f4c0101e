import type { ObjectDetail, Version } from './catalogue.ts';
import { S3Error } from './errors.ts';
import type { BucketConfig, RetentionMode } from './types.ts';

const dayMs = 24 * 3600_000;

type Retention = NonNullable<ObjectDetail['retention']>;
type Lock = Pick<ObjectDetail, 'retention' | 'legalHold'>;
type Header = (name: string) => string | undefined;

/** The lock that a new version gets: what its writer asked for, else the bucket's default. */
export function lockOf(header: Header, bucket: BucketConfig, now: number): Lock {
  const [mode, until, hold] = ['mode', 'retain-until-date', 'legal-hold'].map((each) =>
    header(`x-amz-object-lock-${each}`),
  );
  if ((mode ?? until ?? hold) !== undefined && !bucket.objectLock) {
    throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  }
  const standard = bucket.objectLock?.retention;
  const retention =
    mode !== undefined || until !== undefined
      ? readRetention(mode, until, now)
      : standard && { mode: standard.mode, until: now + standard.days * dayMs };
  return { ...(retention && { retention }), ...(hold !== undefined && { legalHold: readLegalHold(hold) }) };
}

export function readRetention(mode: string | undefined, until: string | undefined, now: number): Retention {
  const at = Date.parse(until ?? '');
  if (!isMode(mode) || Number.isNaN(at)) {
    throw new S3Error(
      'InvalidArgument',
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
    );
  }
  if (at <= now) throw new S3Error('InvalidArgument', 'The retain until date must be in the future!');
  return { mode, until: at };
}

export function readLegalHold(status: string): boolean {
  if (status !== 'ON' && status !== 'OFF') {
    throw new S3Error('InvalidArgument', 'Legal Hold must be either of ON or OFF');
  }
  return status === 'ON';
}

/** Throws AccessDenied where the version may not be removed now. */
export function assertRemovable({ detail }: Version, now: number, bypassGovernance: boolean): void {
  if (detail.legalHold || isRetained(detail, now, bypassGovernance)) throw locked();
}

/** A retention may be set or made longer; made shorter or weaker only where it has ended or may be bypassed. */
export function assertRetentionChange(
  detail: ObjectDetail,
  next: Retention,
  now: number,
  bypassGovernance: boolean,
): void {
  const held = isRetained(detail, now, bypassGovernance) ? detail.retention : undefined;
  if (held && (next.until < held.until || (held.mode === 'COMPLIANCE' && next.mode !== 'COMPLIANCE'))) throw locked();
}

function isRetained({ retention }: ObjectDetail, now: number, bypassGovernance: boolean): boolean {
  return retention !== undefined && retention.until > now && !(retention.mode === 'GOVERNANCE' && bypassGovernance);
}

const isMode = (mode: string | undefined): mode is RetentionMode => mode === 'COMPLIANCE' || mode === 'GOVERNANCE';

const locked = () => new S3Error('AccessDenied', 'Access Denied because object protected by object lock.');
