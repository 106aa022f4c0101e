import type { Definition } from '#schemas/definition.ts';

/** A version as it was published; `withdrawnOn`: the first day on which its definition speaks no more, whatever it says itself. */
export type Published = Definition & { withdrawnOn?: string | undefined };

/** The version that speaks on a day; `ended` when none is in effect any more, and this one was the last. */
export type Speaking = { definition: Definition; ended: boolean };

/** Which of the versions of one definition speaks on a day; undefined before the first one begins. */
export const speakingOn = (versions: readonly Published[], day: string): Speaking | undefined => {
  let speaking: Speaking | undefined;
  for (const definition of versions) {
    const { from, until } = definition.effective;
    if (from > day) continue;
    const { withdrawnOn } = definition;
    const ended = (until !== undefined && until < day) || (withdrawnOn !== undefined && withdrawnOn <= day);
    const later = !speaking || definition.version > speaking.definition.version;
    // What is in effect comes before what has ended; of two alike, the later version.
    if (!speaking || (ended === speaking.ended ? later : speaking.ended)) speaking = { definition, ended };
  }
  return speaking;
};

/** The version of one definition that is in force on a day: begun, and not ended. */
export const inForceOn = (versions: readonly Definition[], day: string): Definition | undefined => {
  const speaking = speakingOn(versions, day);
  return speaking?.ended ? undefined : speaking?.definition;
};

/** The version that is published and begins next after a day; of several with one first day, the latest. */
export const comingAfter = (versions: readonly Published[], day: string): Definition | undefined => {
  let coming: Definition | undefined;
  for (const one of versions) {
    const { from } = one.effective;
    if (from <= day || (one.withdrawnOn !== undefined && one.withdrawnOn <= from)) continue;
    const sooner = !coming || from < coming.effective.from;
    if (sooner || (from === coming?.effective.from && one.version > coming.version)) coming = one;
  }
  return coming;
};

/** Published versions, newest first, by the id of their definition. */
export const versionsById = (definitions: readonly Definition[]): ReadonlyMap<string, readonly Definition[]> => {
  const byId = new Map<string, Definition[]>();
  for (const one of [...definitions].sort((a, b) => b.version - a.version)) {
    const known = byId.get(one.id);
    if (known) known.push(one);
    else byId.set(one.id, [one]);
  }
  return byId;
};

/** Of all published versions, those in force on a day, in the order of their definitions' ids. */
export const allInForceOn = (definitions: readonly Definition[], day: string): Definition[] =>
  [...versionsById(definitions).values()]
    .flatMap((versions) => inForceOn(versions, day) ?? [])
    .sort((a, b) => (a.id < b.id ? -1 : 1));
