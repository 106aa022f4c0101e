import type { Document } from '#schemas/evidence.ts';
import type { ScreeningCode } from '#schemas/screening.ts';

/** What screening finds, by code: `schemas/screening.ts` says each in both languages, with what to do about it. */
export type Finding = Document['findings'][number];

/** One question to the inspector process, and its answer. */
export type Question =
  | { ask: 'inspect'; mediaType: Document['mediaType']; bytes: Uint8Array }
  | { ask: 'page'; mediaType: Document['mediaType']; bytes: Uint8Array; page: number };
export type Inspection = { findings: Finding[]; pages: number };
export type PageView = { image: Uint8Array; text: string };
export type Reply = { inspection: Inspection } | { view: PageView } | { failed: string };

export const refuses = (code: ScreeningCode, detail?: string): Finding => ({
  code,
  effect: 'refuses',
  ...(detail && { detail }),
});
export const flags = (code: ScreeningCode, detail?: string): Finding => ({
  code,
  effect: 'flags',
  ...(detail && { detail }),
});
