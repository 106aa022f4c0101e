import type * as z from 'zod';
import { ApiRefusal } from '#schemas/api/client.ts';
import { listRecognised } from '#schemas/api/delivery.ts';
import type { PageContext } from '../context.ts';

/** The institution that the signed-in person buys for; somebody who buys for none must sign in as such. */
export const ownInstitution = (c: PageContext): string => {
  const own = c.var.session?.institution;
  if (own) return own;
  const status = c.var.session ? 404 : 401;
  throw new ApiRefusal({ type: 'about:blank', title: '', status }, new Headers());
};

export type Vendor = z.output<NonNullable<typeof listRecognised.answer>>['vendors'][number];

/** Pages of 500 vendors that one page of the portal reads at most; beyond it, people are told. */
const mostPages = 4;

export const recognisedVendors = async (c: PageContext): Promise<{ vendors: Vendor[]; more: boolean }> => {
  const params = { institution: ownInstitution(c) };
  const vendors: Vendor[] = [];
  let after: Vendor['vendor']['id'] | undefined;
  for (let read = 0; read < mostPages; read++) {
    const { body } = await c.var.api(listRecognised, { params, query: { limit: 500, ...(after && { after }) } });
    vendors.push(...body.vendors);
    after = body.next;
    if (!after) return { vendors, more: false };
  }
  return { vendors, more: true };
};
