import * as z from 'zod';
import { submissionId } from './identifiers.ts';

/** What every task of the review is given: the submission, and the round with which this review started. */
export const reviewTask = z.object({ submission: submissionId, started: z.int().min(1) });

export const notices = ['received', 'information-requested', 'approved', 'rejected', 'withdrawn', 'lapsed'] as const;
export const noticeTask = reviewTask.extend({ notice: z.enum(notices) });
