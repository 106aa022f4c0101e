/** The present instant, handed to whatever needs it, so that tests and sweeps can stand at any moment. */
export type Clock = () => Date;
export const systemClock: Clock = () => new Date();

/** The calendar day of an instant where the network lives; definitions and certificates count in these days. */
export const dayOf = (at: Date, timeZone = 'America/Toronto'): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
