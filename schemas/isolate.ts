/** Letters that are written from right to left (Unicode, Bidi_Class R and AL, by block). */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A name inside a sentence keeps its own direction: otherwise the sentence and the digits of « شركة الأمل 2026 » change
 * places. Names without such letters stay as they are.
 */
export const isolated = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text);
