import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { apiEnvironment, sealEnvironment } from '#platform/wiring.ts';
import { policyText } from '#workflows/certification-review/policy.ts';

export const readEnvironment = () =>
  environment({
    ...apiEnvironment,
    ...sealEnvironment,
    CASEWORK_TABLE: z.string(),
    REGISTRY_TABLE: z.string(),
    FEEDS_TABLE: z.string(),
    POLICY: policyText,
  });
