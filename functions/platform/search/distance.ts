/** Letters that a word may differ by and still be meant: none in a short one or in a number. */
export const tolerance = (word: string): 0 | 1 | 2 => {
  if (word.length < 4 || /\d|@|\./.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
};

/** Rows of the table of distances, used again and again. */
const rows = [new Uint8Array(260), new Uint8Array(260), new Uint8Array(260)] as const;

/**
 * How many letters are missing, too many, other or swapped with their neighbour (optimal string alignment); `most + 1` as
 * soon as it is more than that.
 */
export const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most || a.length > 250 || b.length > 250) return most + 1;
  let [before, last, row] = rows;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const same = letter === b.charCodeAt(j - 1) ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, before[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return last[b.length]!;
};

/** Which letters a word has, one bit each. One changed letter changes two bits at most. */
export const lettersOf = (word: string): number => {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
};

/** Whether two words with these letters may be as near as that: quick, and never wrong where it says no. */
export const mayBeNear = (a: number, b: number, most: number): boolean => {
  let count = 0;
  for (let left = a ^ b; left !== 0; left &= left - 1) if (++count > 2 * most) return false;
  return true;
};
