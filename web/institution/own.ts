import type * as z from 'zod';
import { ApiRefusal } from '#schemas/api/client.ts';
import type { listRecognised } from '#schemas/api/delivery.ts';
import type { PageContext } from '../context.ts';

/** The institution that the signed-in person buys for; somebody who buys for none must sign in as such. */
export const ownInstitution = (c: PageContext): string => {
  const own = c.var.session?.institution;
  if (own) return own;
  const status = c.var.session ? 404 : 401;
  throw new ApiRefusal({ type: 'about:blank', title: '', status }, new Headers());
};

export type Vendor = z.output<NonNullable<typeof listRecognised.answer>>['vendors'][number];
