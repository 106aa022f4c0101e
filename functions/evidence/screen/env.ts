import * as z from 'zod';
import { environment } from '#platform/environment.ts';

export const readEnvironment = () =>
  environment({
    CASEWORK_TABLE: z.string(),
    AUDIT_TABLE: z.string(),
    QUARANTINE_BUCKET: z.string(),
    EVIDENCE_BUCKET: z.string(),
    /** `guardduty`: the cloud's scan decides and comes as an event of its own; `local`: clamd or the basic check. */
    MALWARE_SCAN: z.enum(['guardduty', 'local']),
    CLAMD_SOCKET: z.string().default('/var/run/clamav/clamd.ctl'),
  });
