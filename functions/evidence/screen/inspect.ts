import { fileTypeFromBuffer } from 'file-type';
import { sha256Hex } from '#platform/ids.ts';
import type { Document } from '#schemas/evidence.ts';

type Finding = Document['findings'][number];
export type Inspection = { findings: Finding[]; pages: number };

const refuses = (code: string): Finding => ({ code, effect: 'refuses' });

/** Looks at the bytes that arrived, whatever their name says. */
export const inspect = async (bytes: Uint8Array, declared: Document): Promise<Inspection> => {
  if (bytes.length !== declared.bytes) return { findings: [refuses('size-differs')], pages: 0 };
  if (sha256Hex(bytes) !== declared.sha256) return { findings: [refuses('hash-differs')], pages: 0 };
  const type = await fileTypeFromBuffer(bytes);
  if (type?.mime !== declared.mediaType) return { findings: [refuses('type-differs')], pages: 0 };
  return { findings: [], pages: 1 };
};

export const isRefused = ({ findings }: Inspection): boolean => findings.some(({ effect }) => effect === 'refuses');
