import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { search } from './search.ts';
import { SearchIndex } from './search-index.ts';

type Firm = { id: string; name: string; sells?: string[]; numbers?: string[]; town?: string };
const rules = {
  fields: { name: { weight: 8, name: true }, sells: { weight: 3 }, numbers: { weight: 10 } },
  facets: ['town'],
  synonyms: [['saint', 'st']],
} as const;
const indexOf = (firms: readonly Firm[]) =>
  new SearchIndex<'name' | 'sells' | 'numbers', 'town'>(
    rules,
    firms.map(({ id, name, sells = [], numbers = [], town }) => ({
      id,
      name,
      fields: { name: [name], sells, numbers },
      facets: town ? { town: [town] } : {},
    })),
  );
const firms: Firm[] = [
  {
    id: 'oeuvre',
    name: 'L’Œuvre d’Ébénisterie H.L.F. & Frères inc.',
    sells: ['Meubles sur mesure'],
    numbers: ['100000231RT0001', '1166000231', '(905) 555-0134'],
  },
  {
    id: 'erable',
    name: 'Traiteur L’Érable',
    sells: ['Services de traiteur', 'Catering services', 'caterer'],
    town: 'montreal',
  },
  {
    id: 'guard',
    name: 'Diallo Sécurité',
    sells: ['Security guard services', 'Services de gardiennage'],
    numbers: ['info@diallo.example.ca', 'https://www.diallo.ca/fr'],
    town: 'toronto',
  },
  { id: 'it', name: 'Haddad Code', sells: ['IT consulting'], town: 'toronto' },
  { id: 'facilities', name: 'Facilities Italia', sells: ['Facilities management'], town: 'laval' },
  { id: 'numbered', name: '9188-4471 Québec inc.', sells: ['Déneigement'], town: 'laval' },
  { id: 'obrien', name: "O'Brien & Sons Moving Ltd.", sells: ['Moving'], town: 'laval' },
  { id: 'limited', name: 'Limited Space Movers', sells: ['Moving'], town: 'laval' },
];
const index = indexOf(firms);
const ids = (text: string, more: object = {}) =>
  search(index, { texts: [{ text }], language: 'en', size: 50, ...more }).hits.map(({ document }) => document.id);

describe('a word is found', () => {
  test.each([
    ['L’Œuvre', 'oeuvre'],
    ["L'Œuvre", 'oeuvre'],
    ['oeuvre', 'oeuvre'],
    ['ebenisterie', 'oeuvre'],
    ['HLF', 'oeuvre'],
    ['H.L.F.', 'oeuvre'],
    ["l'erable", 'erable'],
    ['lerable', 'erable'],
    ['L’ÉRABLE', 'erable'],
    ['caterers', 'erable'],
    ['traiteurs', 'erable'],
    ['caterng', 'erable'],
    ['trateur', 'erable'],
    ['security guards', 'guard'],
    ['gardien', 'guard'],
    ['obrien', 'obrien'],
    ['O’Brien', 'obrien'],
  ])('%s finds %s first', (text, id) => {
    expect(ids(text)[0]).toBe(id);
  });

  test('by a number however it is grouped, an address or a part of one', () => {
    for (const text of [
      '100000231',
      '100 000 231',
      '100000231 RT 0001',
      'BN 100000231RT0001',
      '1166000231',
      '1166 000 231',
      '905-555-0134',
      '(905) 555-0134',
      '+1 905 555 0134',
      '9055550134',
    ])
      expect(ids(text), text).toEqual(['oeuvre']);
    for (const text of ['info@diallo.example.ca', 'INFO@Diallo.example.ca', 'diallo.ca', 'www.diallo.ca', 'diallo'])
      expect(ids(text), text).toEqual(['guard']);
    expect(ids('9188-4471')).toEqual(['numbered']);
    expect(ids('91884471 quebec')).toEqual(['numbered']);
  });

  test('at the start of words, never inside them', () => {
    expect(ids('IT')).toEqual(['it']);
    expect(ids('curity')).toEqual([]);
    expect(ids('cilities')).toEqual(['facilities']); // one letter short: a spelling, said as one
    expect(search(index, { texts: [{ text: 'cilities' }], language: 'en', size: 1 }).corrected).toEqual([
      { typed: 'cilities', read: 'facilities' },
    ]);
  });

  test('by no other number than its own', () => {
    expect(ids('100000232')).toEqual([]);
    expect(ids('9055550135')).toEqual([]);
  });
});

test('a plural finds the singular and back, a synonym its word, and nothing is called a correction', () => {
  const pairs = [
    ['travail', 'travaux'],
    ['caterer', 'caterers'],
    ['traductrice', 'traducteurs'],
    ['St-Jean', 'Saint-Jean'],
    ['woman', 'women'],
    ['company', 'companies'],
  ] as const;
  for (const [one, other] of [...pairs, ...pairs.map(([a, b]) => [b, a] as const)]) {
    const answer = search(indexOf([{ id: 'x', name: `${one} zz` }]), {
      texts: [{ text: other }],
      language: 'fr',
      size: 5,
    });
    expect([answer.total, answer.corrected, answer.hits[0]?.why.map(({ by }) => by)[0]], `${other} → ${one}`).toEqual([
      1,
      [],
      'form',
    ]);
  }
});

test('a legal form counts at the end of a name only', () => {
  expect(ids('limited')).toEqual(['limited']);
  expect(ids('diallo securite ltee')).toEqual(['guard']);
});

test('every word must be there; where nothing has them all, the fewest are left out and named', () => {
  expect(ids('traiteur érable')).toEqual(['erable']);
  const answer = search(index, { texts: [{ text: 'indigenous caterer' }], language: 'en', size: 5 });
  expect([answer.hits[0]?.document.id, answer.without]).toEqual(['erable', ['indigenous']]);
  expect(search(index, { texts: [{ text: 'zzz yyy caterer' }], language: 'en', size: 5 })).toMatchObject({
    total: 0,
    without: [],
  });
});

test('of words that nothing has together, the one that a text says alone is kept', () => {
  const trades = indexOf([
    { id: 'painter', name: 'A', sells: ['painting', 'Commercial painting service'] },
    { id: 'bridges', name: 'AA', sells: ['Bridge painting'] },
    { id: 'rental', name: 'B', sells: ['Industrial rental'] },
  ]);
  const { hits, without } = search(trades, { texts: [{ text: 'industrial painting' }], language: 'en', size: 5 });
  expect([hits.map(({ document }) => document.id), without]).toEqual([['painter', 'bridges'], ['industrial']]);
});

test('each hit says which word was found where and how', () => {
  const why = (text: string) => search(index, { texts: [{ text }], language: 'en', size: 5 }).hits[0]?.why;
  expect(why('caterers erable')).toEqual([
    { word: 'caterers', field: 'sells', by: 'form', text: 'caterer' },
    { word: 'erable', field: 'name', by: 'written', text: 'Traiteur L’Érable' },
  ]);
  expect(why('caterng')).toMatchObject([{ by: 'spelling' }]);
  expect(why('déneig')).toMatchObject([{ by: 'start', text: 'Déneigement' }]);
});

test('what holds no word finds nothing', () => {
  for (const text of ['?!', ' ', '—', '’']) expect(ids(text), text).toEqual([]);
});

test('a filter narrows, its own counts do not', () => {
  const answer = search(index, { texts: [{ text: 'moving' }], where: { town: ['laval'] }, language: 'en', size: 5 });
  expect(answer).toMatchObject({ total: 2, unfiltered: 2, facets: { town: [['laval', 2]] } });
  const all = search(index, { texts: [], where: { town: ['toronto'] }, language: 'en', size: 1 });
  expect([all.total, all.hits.length]).toEqual([2, 1]);
  expect(all.facets.town).toEqual([
    ['laval', 4],
    ['toronto', 2],
    ['montreal', 1],
  ]);
});

test('what is put again or removed is found as it is now', () => {
  const changing = indexOf(firms);
  changing.put({ id: 'it', name: 'Renamed', fields: { name: ['Renamed'] } });
  changing.remove('erable');
  const found = (text: string) =>
    search(changing, { texts: [{ text }], language: 'en', size: 9 }).hits.map(({ document }) => document.id);
  expect([found('haddad'), found('renamed'), found('erable'), changing.size]).toEqual([[], ['it'], [], 7]);
  // A spelling is offered only where it is found.
  expect(search(changing, { texts: [{ text: 'caterng' }], language: 'en', size: 9 }).corrected).toEqual([]);
});

test('pages follow each other without a gap or a double, by name in the alphabet of the language', () => {
  const page = (from: number) =>
    search(index, { texts: [], language: 'fr', from, size: 3 }).hits.map(({ document }) => document.name);
  const all = [...page(0), ...page(3), ...page(6), ...page(9)];
  expect(all).toEqual(firms.map(({ name }) => name).sort(new Intl.Collator('fr', { numeric: true }).compare));
});

/** Written apart: looks through every text, by its own idea of a word. */
const scan = (all: readonly Firm[], words: readonly string[]) => {
  const bare = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase();
  return all
    .filter(({ name, sells = [] }) => {
      const there = new Set([name, ...sells].flatMap((text) => bare(text).split(/[^a-z]+/)));
      return words.every((word) => there.has(bare(word)));
    })
    .map(({ id }) => id);
};

const stock = 'mava tiro Belun sécro dolem québin pafor nitra Lumek vosap garit féron'.split(' ');
const texts = fc.array(fc.constantFrom(...stock), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const worlds = fc
  .array(fc.record({ name: texts, sells: fc.array(texts, { maxLength: 2 }) }), { minLength: 1, maxLength: 25 })
  .map((all) => all.map((one, at) => ({ id: `f${at}`, ...one })));
const foundIn = (all: readonly Firm[], text: string) => {
  const answer = search(indexOf(all), { texts: [{ text }], language: 'fr', size: 100 });
  return { ...answer, ids: answer.hits.map(({ document }) => document.id) };
};

describe('laws', () => {
  test('words as written find what a scan of everything finds', () => {
    fc.assert(
      fc.property(worlds, fc.array(fc.constantFrom(...stock), { minLength: 1, maxLength: 3 }), (all, words) => {
        const answer = foundIn(all, words.join(' '));
        const exact = answer.without.length === 0 && answer.corrected.length === 0 ? answer.ids : [];
        expect(exact.toSorted()).toEqual(scan(all, words).toSorted());
      }),
    );
  });

  test('accents, capitals and the kind of apostrophe change nothing', () => {
    const dressed = fc
      .constantFrom(...stock)
      .chain((word) =>
        fc
          .tuple(
            ...[...word].map((letter) =>
              fc.constantFrom(letter, letter.toUpperCase(), `${letter}\u0301`, `${letter}\u00ad`),
            ),
          )
          .map((letters) => ({ word, dressed: letters.join('') })),
      );
    fc.assert(
      fc.property(
        worlds,
        dressed,
        fc.constantFrom("l'", 'L’', 'd`', 'lʼ'),
        (all, { word, dressed: other }, opening) => {
          expect(foundIn(all, `${opening}${other}`).ids).toEqual(foundIn(all, `l'${word}`).ids);
        },
      ),
    );
  });

  test('a name finds its own firm first', () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (all, at) => {
        const { name } = all[at % all.length]!;
        const [first] = foundIn(all, name).ids;
        const words = (text: string) => text.toLowerCase();
        expect(words(all.find(({ id }) => id === first)!.name)).toBe(words(name));
      }),
    );
  });

  test('one more word never finds more, unless words were left out or joined, which is said', () => {
    fc.assert(
      fc.property(worlds, texts, fc.constantFrom(...stock), (all, text, word) => {
        const [few, many] = [foundIn(all, `${text} ${word}`), foundIn(all, text)];
        if (few.without.length > 0 || few.corrected.length > 0) return;
        for (const id of few.ids) expect(many.ids).toContain(id);
      }),
    );
  });

  test('a filter never adds, and its counts are what one finds', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...stock), (all, word) => {
        const towns = all.map((one, at) => ({ ...one, town: `t${at % 3}` }));
        const within = indexOf(towns);
        const ask = (where: object) => search(within, { texts: [{ text: word }], where, language: 'en', size: 100 });
        const open = ask({});
        for (const [town, count] of open.facets.town ?? []) {
          const some = ask({ town: [town] });
          if (open.without.length === 0) expect([some.total, some.unfiltered]).toEqual([count, open.total]);
        }
      }),
    );
  });
});
