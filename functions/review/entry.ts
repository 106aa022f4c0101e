import { auditWrite } from '#platform/audit.ts';
import { derivedId } from '#platform/ids.ts';
import type { Write } from '#platform/tables.ts';
import { after, type Step } from '#workflows/certification-review/step.ts';

/** The entry of a step that no person took, of one id however often it is written: it belongs beside the step's writes. */
export const entryOfStep = (table: string, step: Step, operation: string): Write => {
  const { submission, supplier, state, round } = step.record;
  const next = after(step);
  return auditWrite(table, {
    id: `aud_${derivedId('step', submission, next.revision)}`,
    at: step.at.toISOString(),
    actor: { kind: 'network', id: 'review' },
    action: `submission.${next.state}`,
    operation,
    subjects: [submission, supplier],
    codes: { before: state, round },
  });
};
