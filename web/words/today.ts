import { dayOf } from '#schemas/calendar.ts';

/** The calendar day where the network is, `YYYY-MM-DD`. */
export const today = (): string => dayOf(new Date());
