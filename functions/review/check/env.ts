import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { sealEnvironment } from '#platform/wiring.ts';
import { policyText } from '#workflows/certification-review/policy.ts';

export const readEnvironment = () =>
  environment({ ...sealEnvironment, CASEWORK_TABLE: z.string(), AUDIT_TABLE: z.string(), POLICY: policyText });
