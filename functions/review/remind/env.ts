import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { sealEnvironment } from '#platform/wiring.ts';
import { policyText } from '#workflows/certification-review/policy.ts';
import { postEnvironment } from '../post/env.ts';

export const readEnvironment = () =>
  environment({
    ...postEnvironment,
    ...sealEnvironment,
    AUDIT_TABLE: z.string(),
    OPERATORS_EMAIL: z.email(),
    POLICY: policyText,
  });
