import * as z from 'zod';
import { problems } from '../../problems.ts';

/** The problem document of RFC 9457, as every refusal of the API. */
export const problemSchema = z.object({
  type: z.string().meta({ examples: Object.keys(problems).map((code) => `/problems/${code}`) }),
  title: z.string(),
  status: z.int(),
  instance: z.string(),
  detail: z.string().optional(),
  submission: z.string().optional().meta({ description: 'submission-open: the one in progress' }),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
});
