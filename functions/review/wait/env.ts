import * as z from 'zod';
import { environment } from '#platform/environment.ts';

export const readEnvironment = () => environment({ CASEWORK_TABLE: z.string() });
