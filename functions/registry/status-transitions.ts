import { Problem } from '#platform/problem.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { StoredVendor } from '#schemas/records/registry.ts';
import type { VendorStatus } from '#schemas/vendor.ts';

/** Every legal step of a vendor's status, beside a new approval, which makes any vendor but a suspended one active. */
export const steps = [
  { from: 'active', event: 'suspend', to: 'suspended' },
  { from: 'suspended', event: 'reinstate', to: 'active' },
  { from: 'active', event: 'revoke', to: 'revoked' },
  { from: 'suspended', event: 'revoke', to: 'revoked' },
  { from: 'active', event: 'expire', to: 'expired' },
  { from: 'suspended', event: 'expire', to: 'expired' },
  { from: 'active', event: 'withdraw', to: 'withdrawn' },
  { from: 'suspended', event: 'withdraw', to: 'withdrawn' },
  { from: 'revoked', event: 'withdraw', to: 'withdrawn' },
  { from: 'expired', event: 'withdraw', to: 'withdrawn' },
] as const satisfies readonly { from: VendorStatus; event: string; to: VendorStatus }[];

export type VendorEvent = (typeof steps)[number]['event'];

const labels: Record<VendorStatus, Bilingual> = {
  active: { fr: 'en vigueur', en: 'active' },
  suspended: { fr: 'suspendue', en: 'suspended' },
  revoked: { fr: 'révoquée', en: 'revoked' },
  expired: { fr: 'expirée', en: 'expired' },
  withdrawn: { fr: 'retirée par le fournisseur', en: 'withdrawn by the supplier' },
};

/** The next version of a vendor after a step. @throws Problem `wrong-state` when the table does not allow it */
export const transition = (
  vendor: StoredVendor,
  event: VendorEvent,
  reason: string | undefined,
  at: Date,
): StoredVendor => {
  const step = steps.find((one) => one.from === vendor.status && one.event === event);
  if (!step)
    throw new Problem('wrong-state', {
      detail: {
        fr: `Impossible : la certification est ${labels[vendor.status].fr}.`,
        en: `Not possible: the certification is ${labels[vendor.status].en}.`,
      },
    });
  const { statusReason: _, notice: __, ...rest } = vendor;
  return {
    ...rest,
    version: vendor.version + 1,
    status: step.to,
    ...(step.to !== 'active' && reason !== undefined && { statusReason: reason }),
    recordedAt: at.toISOString(),
  };
};
