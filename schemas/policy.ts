import * as z from 'zod';
import { slug } from './primitives.ts';

const days = (standard: number) => z.int().min(1).max(365).default(standard);

/** What the network has agreed on: service levels, second readings, how long a certification stands. */
export const policy = z.strictObject({
  /** Business days from submission to decision. */
  reviewDays: days(10),
  /** Business days of a second reading, from the proposal. */
  secondReadingDays: days(3),
  /** "Due soon": this many business days or fewer. */
  dueSoonDays: days(2),
  /** Business days that the supplier has to answer a request for information. */
  answerDays: days(20),
  /** Business days before that deadline at which the supplier is reminded. */
  answerReminderDays: days(5),
  /** Calendar days after a rejection in which it can be appealed. */
  appealDays: days(60),
  /** A verifier holds a case for this many minutes, renewed by working on it. */
  holdMinutes: z.int().min(1).max(1440).default(60),
  /** Whose holidays count beside the federal ones: where the network's verifiers work. */
  province: z.enum(['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT']).default('ON'),
  secondReading: z
    .strictObject({
      /** Groups, certifications and flags: the first approval that rests on one is read by two. */
      categories: z.array(slug).default(['indigenous']),
      /** A case in which the automatic checks saw a possible duplicate is read by two. */
      possibleDuplicates: z.boolean().default(true),
      rejections: z.boolean().default(false),
      revocations: z.boolean().default(true),
    })
    .prefault({}),
  /** How long a certification stands, in months. */
  certificationMonths: z.int().min(1).max(60).default(24),
  /** Days in which an owner can undo the closing of their account. */
  closingGraceDays: days(30),
  /**
   * Months for which a closed account is kept before it is erased. Personal information is kept for at least one year after
   * its last use (Ontario, R.R.O. 1990, Reg. 460 and 823, s. 5), which is no later than the closing; two months more let the
   * last event about the supplier leave the institutions' feeds (400 days) before its key is destroyed.
   */
  retentionMonths: z.int().min(12).max(120).default(14),
  /** Days before something expires at which the supplier is told. */
  renewalNoticeDays: z.array(z.int().min(1).max(365)).default([90, 60, 30, 7]),
});
export type Policy = z.infer<typeof policy>;
export const standardPolicy: Policy = policy.parse({});
