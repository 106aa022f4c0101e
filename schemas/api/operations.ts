import { paperOperations } from './certificates.ts';
import type { Operation } from './contract.ts';
import { deliveryOperations } from './delivery.ts';
import { evidenceOperations } from './evidence.ts';
import { intakeOperations } from './intake.ts';
import { matchingOperations } from './matching.ts';
import { networkOperations } from './network.ts';
import { peopleOperations } from './people.ts';
import { registryOperations } from './registry.ts';
import { reviewOperations } from './review.ts';
import { serviceOperations } from './service.ts';
import { trustOperations } from './trust.ts';

/** The whole public API. What is not here does not exist. */
export const operations: readonly Operation[] = [
  ...serviceOperations,
  ...intakeOperations,
  ...evidenceOperations,
  ...reviewOperations,
  ...registryOperations,
  ...networkOperations,
  ...peopleOperations,
  ...deliveryOperations,
  ...trustOperations,
  ...paperOperations,
  ...matchingOperations,
];
