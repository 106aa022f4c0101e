import fc from 'fast-check';
import { PDFDocument, PDFName } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import type { Certificate } from '#schemas/credential.ts';
import { allOf, drawnLines, matterhorn, stringOf, structureOf } from '#test/support/pdf/matterhorn.ts';
import { holds, letters, type Piece, readByPdfJs, textByPdfium } from '#test/support/pdf/read.ts';
import { certificatePaper } from './sheet.ts';

const credential = `crd_${'b7k2m9'.repeat(4)}ab`;
const address = `https://passerelle.example.org/certificates/${credential}`;
const certificateFor = (legalName: string) =>
  ({
    id: `https://passerelle.example.org/v1/certificates/${credential}`,
    validFrom: '2026-11-30T12:00:00.000Z',
    credentialSubject: { legalName, certifiedOn: '2026-12-01', expiresOn: '2028-11-30' },
  }) as Certificate;
const paperFor = (legalName: string, language: 'fr' | 'en' = 'fr') =>
  certificatePaper(certificateFor(legalName), address, language);

const names = {
  'what XML must escape': 'Fèves & <Fils> "inc."',
  'Latin, Polish and Chinese': 'Déneigement O’Brien & Łukasz Wójcik 李 S.E.N.C.',
  Vietnamese: 'Nguyễn & Đặng Traiteur Phở Hà Nội',
  Turkish: 'İğneci Çağrı Şirketi ığ',
  Romanian: 'Știință și Țesături Înaintaș',
  'Czech and Croatian': 'Dvořák Šimić Žďár nad Sázavou',
  'Halkomelem and Squamish': 'xʷməθkʷəy̓əm Sḵwx̱wú7mesh Ltd.',
  SENĆOŦEN: 'W̱SÁNEĆ SȾÁUTW̱',
  'Inuktitut syllabics': 'ᐃᓄᒃᑎᑐᑦ ᓴᓇᔨᖏᑦ',
  'Cree syllabics': 'ᓀᐦᐃᔭᐍᐏᐣ ᐊᑕᐚᐏᑲᒥᐠ',
  Cherokee: 'ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ',
  Greek: 'Ελληνικό Εστιατόριο Αθήνα ἀρχή',
  Cyrillic: 'Український Дім «Їжак» Ґанок',
  'Arabic with digits': 'شركة الأمل للخدمات 2026',
  Persian: 'نان‌وایی پارسی',
  Urdu: 'پنجابی ڈھابہ',
  'Hebrew with digits': 'מאפיית שלום 18 בע״מ',
  'Traditional Chinese': '陳氏建築（蒙特利爾）有限公司',
  'Simplified Chinese': '陈氏建筑公司',
  Japanese: '株式会社さくらエンジニアリング',
  Korean: '김치찌개 주식회사',
  Devanagari: 'नमस्ते किचन प्राइवेट लिमिटेड',
  Bengali: 'বাংলা রেস্তোরাঁ',
  Gurmukhi: 'ਪੰਜਾਬੀ ਢਾਬਾ',
  Gujarati: 'ગુજરાતી થાળી',
  Tamil: 'தமிழ் உணவகம்',
  Telugu: 'తెలుగు భోజనం',
  Kannada: 'ಕನ್ನಡ ಊಟ',
  Malayalam: 'മലയാളം സദ്യ',
  Sinhala: 'සිංහල කඩය',
  Thai: 'ร้านอาหารไทยสวัสดี',
  Lao: 'ຮ້ານອາຫານລາວ',
  Khmer: 'ភោជនីយដ្ឋានខ្មែរ',
  Myanmar: 'မြန်မာစားသောက်ဆိုင်',
  'Amharic and Tigrinya': 'አዲስ አበባ ምግብ ቤት',
  Armenian: 'Հայկական Խոհանոց',
  Georgian: 'თბილისი რესტორანი',
};

/** The pieces of text between what stands above the name and what stands below it. */
const nameIn = (pieces: readonly Piece[]): Piece[] => {
  const at = (words: RegExp) => pieces.findIndex(({ text }) => words.test(text));
  return pieces.slice(at(/certifies that/) + 1, at(/a montré/));
};
const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

/** What the one heading that is the name says to whoever listens. */
const spelt = async (bytes: Uint8Array) => {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const [name] = allOf(structureOf(pdf)).filter(({ tag }) => tag === 'H2');
  return { title: pdf.getTitle(), name: stringOf(name?.dictionary.get(PDFName.of('ActualText'))) };
};

describe('the certificate on paper', () => {
  it.each(Object.entries(names))('spells a name in %s, for two readers and who listens', async (_script, name) => {
    const bytes = await paperFor(name);
    expect(holds(await textByPdfium(bytes), name)).toBe(true);
    const { pieces, title } = await readByPdfJs(bytes);
    expect(letters(textOf(nameIn(pieces)))).toBe(letters(name));
    expect(title).toBe(`Certificat de fournisseur – ${name}`);
    expect(await spelt(bytes)).toEqual({ title, name });
    expect(await matterhorn(bytes)).toEqual([]);
  });

  it('sets a name from right to left beside letters from left to right, every letter once', async () => {
    const name = 'شركة الأمل (مونتريال) Amal inc. 2026';
    const bytes = await paperFor(name);
    expect((await spelt(bytes)).name).toBe(name);
    const { pieces } = await readByPdfJs(bytes);
    const line = nameIn(pieces);
    expect(letters(textOf(line))).toBe(letters(name));
    // Seen from the left: the Latin words, then the Arabic that comes before them.
    const at = (text: string) => line.find((piece) => piece.text.includes(text))?.x ?? Number.NaN;
    expect(at('Amal')).toBeLessThan(at('شركة'));
  });

  it.each(['🦊 Renard inc.', 'Σ 𐎠𐎡', 'Bell\u0007', '\ud800', '\ue000'])(
    'refuses %j and names what it cannot draw, never another letter',
    async (name) => {
      await expect(paperFor(name)).rejects.toMatchObject({ name: 'Unprintable' });
    },
  );
  it.each([
    'Acme \u202ectlepmi\u202c inc.',
    'Acme \u2067abc',
    '\u200b',
    '\u3164',
    'A\u0000B',
    `A${'\u0301'.repeat(30)}`,
  ])('refuses %j, which would be seen otherwise than it is written', async (name) => {
    await expect(paperFor(name)).rejects.toMatchObject({ name: 'Unprintable' });
  });
  it('names each character that it cannot draw', async () => {
    await expect(paperFor('A 🦊 B 𐎠 🦊')).rejects.toMatchObject({ characters: ['🦊', '𐎠'] });
  });

  it('claims of no firm that somebody owns it: nobody owns a non-profit', async () => {
    const text = (await textByPdfium(await paperFor('Œuf'))).replace(/\s+/g, ' ');
    expect(text).toContain('qui la détient ou la gouverne, la dirige et la contrôle');
    expect(text).toContain('who owns or governs, manages and controls it');
  });

  it('begins with the reader’s language, says the other beside it, and writes dates out', async () => {
    for (const [language, first, second] of [
      ['fr', ['Vérifiez-le en 5 secondes', '1er décembre 2026'], ['Check it in 5 seconds', 'December 1, 2026']],
      ['en', ['Check it in 5 seconds', 'December 1, 2026'], ['Vérifiez-le en 5 secondes', '1er décembre 2026']],
    ] as const) {
      const bytes = await paperFor('Œuf', language);
      const text = (await readByPdfJs(bytes)).pieces.map((piece) => piece.text).join('\n');
      for (const [index, words] of first.entries())
        expect(text.indexOf(words)).toBeLessThan(text.indexOf(second[index]!));
      expect(text).not.toMatch(/\d{4}-\d\d-\d\d|-1/);
      const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
      expect(stringOf(pdf.catalog.get(PDFName.of('Lang')))).toBe(`${language}-CA`);
      const other = language === 'fr' ? 'en-CA' : 'fr-CA';
      const spoken = allOf(structureOf(pdf)).flatMap(
        ({ dictionary }) => stringOf(dictionary.get(PDFName.of('Lang'))) ?? [],
      );
      expect(spoken.length).toBeGreaterThan(5);
      expect(new Set(spoken)).toEqual(new Set([other]));
    }
  });

  it('is the same bytes each time', async () => {
    const [first, second] = [await paperFor('Œuf'), await paperFor('Œuf')];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });
});

describe('a long name', () => {
  const word = fc.constantFrom(
    'Déneigement',
    'ᐃᓄᒃᑎᑐᑦ',
    'Ꮳ',
    'Thibault-Desrosiers',
    'Łódź',
    'W',
    '李記',
    'ร้าน',
    'Ậ',
    'g',
    '’',
  );
  const long = fc
    .tuple(fc.array(word, { minLength: 8, maxLength: 60 }), fc.constantFrom(' ', ''))
    .map(([words, between]) => words.join(between).slice(0, 200).trim());
  const checked = async (name: string) => {
    const { pieces } = await readByPdfJs(await paperFor(name));
    for (const { x, width } of pieces) {
      expect(x).toBeGreaterThan(70);
      expect(x + width).toBeLessThan(542);
    }
    const inName = nameIn(pieces);
    const below = Math.max(...pieces.filter(({ text }) => /a montré/.test(text)).map(({ y, size }) => y + size));
    const above = Math.min(...pieces.filter(({ text }) => /certifies that/.test(text)).map(({ y }) => y));
    const lines = [...new Set(inName.map(({ y }) => Math.round(y)))].sort((a, b) => b - a);
    const size = inName[0]?.size ?? 0;
    expect(letters(textOf(inName))).toBe(letters(name));
    for (const [index, y] of lines.entries()) if (index > 0) expect(lines[index - 1]! - y).toBeGreaterThan(size * 1.2);
    expect(lines[0]! + size * 0.9).toBeLessThan(above);
    expect(lines.at(-1)! - size * 0.25).toBeGreaterThan(below);
    expect(below).toBeGreaterThan(330);
  };
  it('is broken into lines and stands over nothing else, whatever it is made of', () =>
    fc.assert(fc.asyncProperty(long, checked), { numRuns: Number(process.env.PASSERELLE_NAMES ?? 8) }));
  it('with marks upon marks inks nothing of another line', async () => {
    const bytes = await paperFor('Ǖ̃̃̃̃ g̱̱̱ '.repeat(20).slice(0, 200).trim());
    const above = (await readByPdfJs(bytes)).pieces.find(({ text }) => /certifies that/.test(text))?.y ?? 0;
    const lines = await drawnLines(bytes);
    expect(lines.length).toBeGreaterThan(1);
    for (const [index, { top }] of lines.entries()) expect(top).toBeLessThan(lines[index - 1]?.bottom ?? above - 2);
  });
  it.each([['W'.repeat(200)], ['﷽'.repeat(40)], ['Ǖ̃̃̃̃'.repeat(40).slice(0, 200)]])('even %s', checked);
});

describe('the check of what makes a document accessible', () => {
  it.each([
    ['/Alt', '/Alx', '13-004'],
    ['/Tabs', '/Tabx', '28-008'],
    ['/DisplayDocTitle', '/DisplayDocTitlx', '07-001'],
    ['/Marked', '/Markex', '06'],
    ['/ToUnicode', '/ToUnicodx', '31-027'],
    ['/Contents', '/Contentx', '28-012'],
    ['/Lang', '/Lanx', '11-001'],
  ])('finds that %s is missing', async (key, other, failure) => {
    const pdf = await PDFDocument.load(await paperFor('Œuf'), { updateMetadata: false });
    const plain = Buffer.from(await pdf.save({ useObjectStreams: false })).toString('latin1');
    // The page keeps its content: only what is said in an annotation goes.
    const broken = plain.replaceAll(key === '/Contents' ? /\/Contents(?= <FEFF)/g : key, other);
    expect(broken).not.toBe(plain);
    expect((await matterhorn(Buffer.from(broken, 'latin1'))).join()).toContain(failure);
  });
});
