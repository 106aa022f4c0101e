import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { policyText } from '#workflows/certification-review/policy.ts';

export const readEnvironment = () =>
  environment({
    CASEWORK_TABLE: z.string(),
    REGISTRY_TABLE: z.string(),
    AUDIT_TABLE: z.string(),
    POLICY: policyText,
  });
