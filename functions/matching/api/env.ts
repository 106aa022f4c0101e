import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { apiEnvironment } from '#platform/wiring.ts';
import { matchingEnvironment } from '../env.ts';

export const readEnvironment = () =>
  environment({ ...apiEnvironment, ...matchingEnvironment, CASEWORK_TABLE: z.string() });
