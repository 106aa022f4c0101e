import { environment } from '#platform/environment.ts';
import { sealEnvironment } from '#platform/wiring.ts';
import { policyText } from '#workflows/certification-review/policy.ts';
import { postEnvironment } from '../post/env.ts';

export const readEnvironment = () => environment({ ...postEnvironment, ...sealEnvironment, POLICY: policyText });
