import { dayOf, isoOf } from '#definitions/days.ts';

export const addDays = (day: string, days: number): string => isoOf(dayOf(day) + days);
/** Whole days from one day to another; negative when it lies before. */
export const daysBetween = (from: string, to: string): number => dayOf(to) - dayOf(from);
