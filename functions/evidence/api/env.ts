import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { apiEnvironment } from '#platform/wiring.ts';

export const readEnvironment = () =>
  environment({
    ...apiEnvironment,
    CASEWORK_TABLE: z.string(),
    QUARANTINE_BUCKET: z.string(),
    EVIDENCE_BUCKET: z.string(),
    VIEWS_BUCKET: z.string(),
  });
