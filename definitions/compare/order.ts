/**
 * How variables are laid out, the better one first. `byLine`: only thresholds of one line stay together, so that what a
 * rule asks together stands together, whatever it is about. `byTheory`: everything about one theory (the owners, one
 * certificate, …) side by side, so that what a theory refuses stays in one place. Each may reach what the other cannot.
 */
export const layouts = ['byLine', 'byTheory'] as const;
export type Layout = (typeof layouts)[number];

const ROUNDS = 20;

/**
 * An order in which what belongs together is close: from the order given, each item moves to where the sets that it is
 * in have their centre (FORCE: Aloul, Markov and Sakallah 2003), as long as that shortens them. `sets` name items by
 * their numbers, 0 … count - 1; the answer lists items in their new order.
 */
export const closeTogether = (count: number, sets: readonly (readonly number[])[]): number[] => {
  const useful = sets.filter((set) => set.length > 1);
  let order = Array.from({ length: count }, (_, item) => item);
  let best = order;
  let shortest = spanOf(order, useful);
  for (let round = 0; round < ROUNDS; round++) {
    const place = placesIn(order);
    const sums = new Float64Array(count);
    const times = new Float64Array(count);
    for (const set of useful) {
      const centre = set.reduce((sum, item) => sum + place[item]!, 0) / set.length;
      for (const item of set) {
        sums[item]! += centre;
        times[item]!++;
      }
    }
    const pull = (item: number) => (times[item]! > 0 ? sums[item]! / times[item]! : place[item]!);
    const next = order.toSorted((a, b) => pull(a) - pull(b) || place[a]! - place[b]!);
    const span = spanOf(next, useful);
    if (next.every((item, i) => item === order[i])) break;
    order = next;
    if (span < shortest) {
      best = next;
      shortest = span;
    }
  }
  return best;
};

const placesIn = (order: readonly number[]): Int32Array => {
  const place = new Int32Array(order.length);
  for (const [at, item] of order.entries()) place[item] = at;
  return place;
};

const spanOf = (order: readonly number[], sets: readonly (readonly number[])[]): number => {
  const place = placesIn(order);
  let sum = 0;
  for (const set of sets) {
    let [first, last] = [order.length, 0];
    for (const item of set) {
      first = Math.min(first, place[item]!);
      last = Math.max(last, place[item]!);
    }
    sum += last - first;
  }
  return sum;
};
