import type { FactAtom, PlaceAtom, ShareAtom } from '../atom.ts';
import type { Budget } from '../budget.ts';
import { guilty } from './conflict.ts';
import { factTheory } from './fact.ts';
import { ownersTheory } from './owners.ts';
import { placesTheory } from './places.ts';
import type { Answer, Signed } from './theory.ts';
import { workforceTheory } from './workforce.ts';

export type { Fragment, Signed, Sketch } from './theory.ts';

/** Whether some facts make literals of one theory so. The literals share a theory (`theoryOf`). */
const solveTheory = (literals: readonly Signed[], budget: Budget): Answer => {
  switch (literals[0]!.atom.family) {
    case 'fact':
      return factTheory(literals as readonly Signed<FactAtom>[], budget);
    case 'owners':
      return ownersTheory(literals as readonly Signed<ShareAtom>[], budget);
    case 'workforce':
      return workforceTheory(literals as readonly Signed<ShareAtom>[], budget);
    case 'places':
      return placesTheory(literals as readonly Signed<PlaceAtom>[], budget);
  }
};

/** The same answer with the conflict made as small as can be: without any one of its literals, the rest is possible. */
export const explainTheory = (literals: readonly Signed[], budget: Budget): Answer => {
  const answer = solveTheory(literals, budget);
  if ('fragment' in answer) return answer;
  const suspects = answer.conflict.toSorted((a, b) => a - b).map((index) => ({ index, literal: literals[index]! }));
  const few = guilty(suspects, (some) => {
    if (some.length === 0) return true;
    return (
      'fragment' in
      solveTheory(
        some.map(({ literal }) => literal),
        budget,
      )
    );
  });
  return { conflict: few.map(({ index }) => index) };
};
