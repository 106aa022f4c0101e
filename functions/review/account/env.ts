import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { sealEnvironment } from '#platform/wiring.ts';
import { postEnvironment } from '../post/env.ts';

export const readEnvironment = () =>
  environment({ ...postEnvironment, ...sealEnvironment, REGISTRY_TABLE: z.string(), AUDIT_TABLE: z.string() });
