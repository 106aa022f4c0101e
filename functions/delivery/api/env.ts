import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { apiEnvironment } from '#platform/wiring.ts';

export const readEnvironment = () => environment({ ...apiEnvironment, FEEDS_TABLE: z.string() });
