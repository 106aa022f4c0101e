/** The present instant, handed to whatever needs it, so that tests and sweeps can stand at any moment. */
export type Clock = () => Date;
export const systemClock: Clock = () => new Date();

export { dayOf } from '#schemas/calendar.ts';
