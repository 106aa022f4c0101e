import { evidencePath, type Placed } from '#schemas/evidence.ts';

/** Where a file waits, and where it stays once accepted: the same path in two buckets. */
export const quarantineKey: (placed: Placed) => string = evidencePath;
export const acceptedKey: (placed: Placed) => string = evidencePath;

/** What a notification's key stands for; undefined for a key that we never gave a permit for. */
export const placedAt = (key: string): Placed | undefined => {
  const [supplier, submission, document, more] = key.split('/');
  if (!supplier?.startsWith('sup_') || !submission?.startsWith('sub_') || !document?.startsWith('doc_') || more)
    return undefined;
  return { supplier, submission, document } as Placed;
};

/** Page images and text, made from the accepted file and kept apart from it: they can be made again. */
export const pageKey = (placed: Placed, page: number): string => `${acceptedKey(placed)}/${page}.webp`;
export const textKey = (placed: Placed): string => `${acceptedKey(placed)}/text.json`;
