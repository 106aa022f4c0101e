import * as z from 'zod';
import { personId } from '../identifiers.ts';
import { instant, isoDate } from '../primitives.ts';
import { vendorRecord } from '../records.ts';
import { type Vendor, vendorStatus } from '../vendor.ts';
import { erasedText } from './account.ts';
import { type Fates, record } from './record.ts';

const table = 'registry' as const;
const pk = 'VENDOR#{vendor}' as const;

/** What the registry keeps of a vendor for itself. */
export const storedVendor = vendorRecord.extend({
  /** The round of the submission that was approved. */
  round: z.int().min(1),
  /** The last days of the certification and of what it rests on. */
  ends: z.array(isoDate),
  /** For each of them, the fewest days ahead at which the supplier was told. */
  noticed: z.record(isoDate, z.int().min(1)),
  /** What the supplier withdrew by closing its account: restored if that is undone. */
  withdrawn: z.object({ status: vendorStatus, statusReason: z.string().optional() }).optional(),
});
export type StoredVendor = z.infer<typeof storedVendor>;

/** What stands where an identity stood, in both languages. */
export const erasedIdentity: Vendor['identity'] = { legalName: erasedText, email: 'erased@example.invalid' };

const vendorFates = {
  vendor: 'keep',
  version: 'keep',
  status: 'keep',
  statusReason: 'gone',
  identity: { becomes: erasedIdentity },
  language: 'keep',
  commodities: 'keep',
  places: { becomes: [] },
  consents: { becomes: [] },
  certifiedOn: 'keep',
  expiresOn: 'keep',
  notice: 'keep',
  submission: 'keep',
  evidence: 'keep',
  recordedAt: 'keep',
  open: 'gone',
  sealed: 'unreadable',
  round: 'keep',
  ends: 'keep',
  noticed: 'keep',
  withdrawn: 'gone',
} as const satisfies Fates<StoredVendor>;

/** The vendor as it is now; the index `expiry` finds it by the next day on which time has something to say. */
export const currentVendor = record({
  kind: 'vendor',
  table,
  pk,
  sk: 'CURRENT',
  schema: storedVendor.extend({ expiryPk: z.string().optional(), expirySk: z.string().optional() }),
  streamed: true,
  inExport: 'whole',
  atErasure: { ...vendorFates, expiryPk: 'keep', expirySk: 'keep' },
});

/** Each version, for good. */
export const vendorVersion = record({
  kind: 'vendor-version',
  table,
  pk,
  sk: 'VERSION#{version:6}',
  schema: storedVendor,
  streamed: true,
  inExport: 'whole',
  atErasure: vendorFates,
});

/** A revocation that was proposed and waits for a second person. */
export const revocationProposal = record({
  kind: 'revocation-proposal',
  table,
  pk,
  sk: 'REVOCATION',
  schema: z.object({ by: personId, reason: z.string(), at: instant }),
  streamed: false,
  inExport: 'no',
  atErasure: 'delete',
});
