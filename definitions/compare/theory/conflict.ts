/**
 * The few literals that are to blame (QuickXplain, Junker 2004): a smallest set, in the sense that without any one of
 * them the rest could hold. `feasible` is asked about k·log(n/k) times for k guilty of n.
 */
export const guilty = <T>(suspects: readonly T[], feasible: (some: readonly T[]) => boolean): readonly T[] => {
  const search = (background: readonly T[], changed: boolean, among: readonly T[]): readonly T[] => {
    if (changed && !feasible(background)) return [];
    if (among.length <= 1) return among;
    const middle = among.length >> 1;
    const left = among.slice(0, middle);
    const right = among.slice(middle);
    const fromRight = search([...background, ...left], true, right);
    const fromLeft = search([...background, ...fromRight], fromRight.length > 0, left);
    return [...fromLeft, ...fromRight];
  };
  return search([], false, suspects);
};
