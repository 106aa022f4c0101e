import { describe, expect, it } from 'vitest';
import { breaksOf } from './lines.ts';

/** A text with a bar wherever a line may end. */
const barred = (text: string): string => {
  const ends = [0, ...breaksOf(text)];
  return ends
    .slice(1)
    .map((end, index) => text.slice(ends[index], end))
    .join('|');
};

describe('a line may end', () => {
  it.each([
    ['Thibault-Desrosiers et filles, S.E.N.C.', 'Thibault-|Desrosiers |et |filles, |S.E.N.C.'],
    ['株式会社さくらエンジニアリング', '株式会社|さくら|エンジニアリング'],
    ['（建築）有限公司', '（建築）|有限公司'],
    ['ร้านอาหารไทยสวัสดี', 'ร้าน|อาหาร|ไทย|สวัสดี'],
    ['L’Œuf & Cie', 'L’Œuf |& |Cie'],
    ['10\u00a0000 Pas', '10\u00a0000 |Pas'],
  ])('in %s', (text, expected) => expect(barred(text)).toBe(expected));
});
