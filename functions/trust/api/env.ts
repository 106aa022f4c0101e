import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { apiEnvironment, sealEnvironment } from '#platform/wiring.ts';
import { policyText } from '#workflows/certification-review/policy.ts';
import { logEnvironment } from '../env.ts';

export const readEnvironment = () =>
  environment({
    ...apiEnvironment,
    ...logEnvironment,
    ...sealEnvironment,
    CASEWORK_TABLE: z.string(),
    REGISTRY_TABLE: z.string(),
    CREDENTIAL_KEY: z.string(),
    EXPORTS_BUCKET: z.string(),
    POLICY: policyText,
  });
