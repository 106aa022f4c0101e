import * as z from 'zod';
import { bilingual } from './primitives.ts';

/** What was noticed about a definition: an `error` keeps it from being published, a `warning` is for its author to judge. */
export const remark = z.strictObject({
  severity: z.enum(['error', 'warning']),
  /** Where, from the root of the definition: `rule.of.0.groups.1`; empty for the definition as a whole. */
  path: z.string(),
  /** Stable, for programs: `unknown-group`. */
  code: z.string(),
  message: bilingual,
});
export type Remark = z.infer<typeof remark>;
