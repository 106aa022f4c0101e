import { readRecord } from '#platform/relations.ts';
import type { Change } from '#platform/stream.ts';
import { closingKey, closingRecord } from '#schemas/closing.ts';
import { observationRecord } from '#schemas/observation.ts';
import type { Dependencies } from './deps.ts';
import { tell } from './tell.ts';
import { withdrawAll } from './withdraw.ts';

const followClosing = async (deps: Dependencies, supplier: string): Promise<void> => {
  // As it stands now: a closing that was undone meanwhile withdraws nothing more.
  const closing = await readRecord(deps.db, deps.casework, closingKey(supplier), closingRecord);
  if (!closing) return;
  const { state, cancelUntil, eraseOn, revision } = closing;
  const notice = `closing#${revision}`;
  if (state === 'asked') {
    await withdrawAll(deps, supplier);
    await tell(deps, { supplier, notice, news: 'closing', cancelUntil, eraseOn, outcome: undefined });
  } else if (state === 'cancelled') await tell(deps, { supplier, notice, news: 'reopened', outcome: undefined });
};

/** What follows in the review from what happens to a supplier's account: a closing, and an answer to its observations. */
export const follow = async (deps: Dependencies, { after }: Change): Promise<void> => {
  const sk = String(after?.sk);
  if (sk === closingKey('').sk) return followClosing(deps, String(after?.supplier));
  if (!sk.startsWith('OBSERVATION#')) return;
  const { supplier, observation, state, outcome } = observationRecord.parse(after);
  if (state === 'answered') await tell(deps, { supplier, notice: observation, news: 'answered', outcome });
};
