import type { PublicApi } from './constructs/http-api.ts';
import type { Identity } from './identity.ts';
import type { Records } from './records.ts';

/** What every room stands on. */
export type Foundation = {
  records: Records;
  identity: Identity;
  api: PublicApi;
  /** The address of the portal: what sign-in comes back to, and what certificates, the audit log and letters name. */
  portal: string;
};
