import * as z from 'zod';
import { policy } from '#schemas/policy.ts';

/** The network's policy as a function finds it in its environment: JSON, of which only what differs from the standard is said. */
export const policyText = z
  .string()
  .default('{}')
  .transform((text) => policy.parse(JSON.parse(text)));
