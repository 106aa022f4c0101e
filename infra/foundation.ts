import type { PublicApi } from './constructs/http-api.ts';
import type { Identity } from './identity.ts';
import type { Records } from './records.ts';

/** What every room stands on. */
export type Foundation = { records: Records; identity: Identity; api: PublicApi };
