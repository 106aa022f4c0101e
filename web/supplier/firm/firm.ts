import { ifThere } from '#schemas/api/client.ts';
import { listSuppliers } from '#schemas/api/intake.ts';
import { readVendor } from '#schemas/api/registry.ts';
import type { Vendor } from '#schemas/vendor.ts';
import type { PageContext } from '../../context.ts';

export type FirmId = `sup_${string}`;
export type Role = 'owner' | 'editor' | 'reader';
export type Firm = { supplier: FirmId; name: string; language: 'fr' | 'en'; role: Role };

export const firmOf = (c: PageContext): FirmId => c.req.param('supplier') as FirmId;

/** The firm of this page as the person stands to it; undefined where they do not act for it. */
export const openFirm = async (c: PageContext): Promise<Firm | undefined> => {
  const { body } = await c.var.api(listSuppliers, {});
  return body.suppliers.find(({ supplier }) => supplier === firmOf(c));
};

/** What the registry holds of the firm; undefined before its first certification. */
export const vendorOf = async (c: PageContext, vendor: FirmId): Promise<Vendor | undefined> =>
  (await ifThere(c.var.api(readVendor, { params: { vendor } })))?.body;
