/** Words that stand before an expiry date on certificates, in both languages. */
const announces =
  /(?:expir\w*|valid (?:until|to|through)|good until|date d[’']expiration|valable jusqu[’']au|valide jusqu[’']au|échéance|échoit le)/gi;
const months: Record<string, number> = Object.fromEntries(
  [
    ['january', 'janvier'],
    ['february', 'février'],
    ['march', 'mars'],
    ['april', 'avril'],
    ['may', 'mai'],
    ['june', 'juin'],
    ['july', 'juillet'],
    ['august', 'août'],
    ['september', 'septembre'],
    ['october', 'octobre'],
    ['november', 'novembre'],
    ['december', 'décembre'],
  ].flatMap((names, index) => names.map((name) => [name, index + 1])),
);
const monthNames = Object.keys(months).join('|');
/** How far after the announcing word a date may stand. */
const reach = 60;

const iso = (year: number, month: number, day: number): string | undefined => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 2000 && year < 2100;
  return real ? date.toISOString().slice(0, 10) : undefined;
};

const dateIn = (text: string): string | undefined => {
  const numeric = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(text);
  if (numeric) return iso(Number(numeric[1]), Number(numeric[2]), Number(numeric[3]));
  const english = new RegExp(`\\b(${monthNames})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'iu').exec(text);
  if (english) return iso(Number(english[3]), months[english[1]?.toLowerCase() ?? ''] ?? 0, Number(english[2]));
  const french = new RegExp(`\\b(\\d{1,2})(?:er)?\\s+(${monthNames})\\s+(\\d{4})\\b`, 'iu').exec(text);
  if (french) return iso(Number(french[3]), months[french[2]?.toLowerCase() ?? ''] ?? 0, Number(french[1]));
  return undefined;
};

/**
 * The earliest date that the text itself announces as an expiry. It is only ever proposed to a verifier: `03/04/2027` is
 * passed over, since nobody can tell its day from its month.
 */
export const proposedExpiry = (text: string): string | undefined =>
  [...text.normalize('NFC').replace(/\s+/g, ' ').matchAll(announces)]
    .map((match) =>
      dateIn(
        text
          .normalize('NFC')
          .replace(/\s+/g, ' ')
          .slice(match.index, match.index + match[0].length + reach),
      ),
    )
    .filter((date) => date !== undefined)
    .sort()[0];
