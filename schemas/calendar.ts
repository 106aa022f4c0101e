/** Kept by time zone: making one takes some fifty microseconds, more than what most callers do with the day. */
const calendars = new Map<string, Intl.DateTimeFormat>();
const calendarOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = calendars.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  calendars.set(timeZone, made);
  return made;
};

/**
 * The calendar day (`YYYY-MM-DD`) of an instant where the network lives: definitions, certificates and pages count in
 * these days.
 */
export const dayOf = (at: Date, timeZone = 'America/Toronto'): string => calendarOf(timeZone).format(at);
