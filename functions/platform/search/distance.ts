/** Letters that a word may differ by and still be meant: none in a short one or in a number. */
export const tolerance = (word: string): 0 | 1 | 2 => {
  if (word.length < 4 || /\d|@|\./.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
};

/**
 * How many letters are missing, too many, other or swapped with their neighbour (optimal string alignment); `most + 1` as
 * soon as it is more than that.
 */
export const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
};
