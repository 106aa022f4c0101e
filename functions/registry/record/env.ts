import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { sealEnvironment } from '#platform/wiring.ts';
import { versionEnvironment } from '../deps.ts';

export const readEnvironment = () =>
  environment({ ...versionEnvironment, ...sealEnvironment, CASEWORK_TABLE: z.string(), NETWORK_TABLE: z.string() });
