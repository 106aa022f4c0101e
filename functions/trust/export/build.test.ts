import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameOf } from './build.ts';

const named = (fileName: string) => nameOf({ submission: 'sub_1', document: 'doc_1', fileName } as never);

it.each(['W̱SÁNEĆ statuts (2026) – l’été & fils.pdf', 'हिन्दी.pdf', 'ร้าน.pdf', 'שָׁלוֹם.pdf', 'ᐃᓄᒃ 李.pdf'])(
  'a file in the copy of one’s data keeps every letter of its name: %s',
  (fileName) => expect(named(fileName)).toBe(`files/sub_1/doc_1-${fileName}`),
);

it('has a name that every system can unpack, whatever it was called', () => {
  expect(named('statuts.pdf. .')).toBe('files/sub_1/doc_1-statuts.pdf');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (fileName) => {
      expect(named(`../${fileName}`)).toMatch(/^files\/sub_1\/doc_1-[^<>:"/\\|?*\p{Cc}\p{Cs}]*$/u);
      expect(named(fileName)).not.toMatch(/[. ]$/);
    }),
  );
});
