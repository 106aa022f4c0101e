import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { apiEnvironment } from '#platform/wiring.ts';

export const readEnvironment = () =>
  environment({ ...apiEnvironment, CASEWORK_TABLE: z.string(), REGISTRY_TABLE: z.string(), PORTAL_ORIGIN: z.string() });
