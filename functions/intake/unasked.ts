import { Problem } from '#platform/problem.ts';
import type { Sealer } from '#platform/sealed.ts';
import { linesOf } from '#schemas/checklist.ts';
import { answers } from '#schemas/submission.ts';
import { openSubmitted } from '#workflows/certification-review/folder.ts';
import type { Opened } from './view.ts';

/**
 * An answer changes what was asked for, and nothing that was not: what was accepted stays.
 * @throws Problem `invalid`, naming each claim that changed though nobody asked
 */
export const refuseUnaskedChanges = async (seals: Sealer, opened: Opened): Promise<void> => {
  const now = answers.safeParse(opened.answers);
  // What cannot be read is refused with its reasons when the answer is validated.
  if (!now.success) return;
  const asked = new Set(opened.work?.request?.map(({ line }) => line));
  const before = new Map(
    linesOf(await openSubmitted(seals, opened.submission)).map(({ id, claim }) => [id, JSON.stringify(claim)]),
  );
  const fields = linesOf(now.data)
    // Who governs it had not been asked when it was first sent.
    .filter(({ id }) => id !== 'governance' || before.has(id))
    .filter(({ id, claim }) => id !== 'attestation' && !asked.has(id) && before.get(id) !== JSON.stringify(claim))
    .map(({ id }) => ({
      field: `answers.${id}`,
      code: 'not-asked',
      message: {
        fr: 'Cette affirmation a changé sans avoir été demandée : remettez-la comme elle était.',
        en: 'This claim changed though nobody asked about it: put it back as it was.',
      },
    }));
  if (fields.length > 0) throw new Problem('invalid', { fields });
};
