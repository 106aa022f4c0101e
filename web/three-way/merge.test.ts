import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choice, type Choices, merge, patchBetween, unknown } from './merge.ts';
import { choicesIn, packed, shownIn } from './shown.ts';

const leaf = fc.constantFrom(undefined, '', 'a', 'b', 1, true);
const flat = fc.record(
  { name: leaf, share: leaf, note: leaf, by: fc.record({ street: leaf, town: leaf }, { requiredKeys: [] }) },
  { requiredKeys: [] },
);
const owners = fc.uniqueArray(fc.record({ id: fc.constantFrom('o-1', 'o-2', 'o-3'), bp: leaf, name: leaf }), {
  selector: ({ id }) => id,
});
const groups = fc.uniqueArray(fc.constantFrom('women', 'black', 'youth', 'lgbt'));
const form = fc.record({ identity: flat, owners, groups });
type Form = { identity: Record<string, unknown>; owners: Record<string, unknown>[]; groups: string[] };
const clean = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const three = fc.tuple(form, form, form).map((all) => clean(all) as unknown as [Form, Form, Form]);

/** Every value of a form by its place, walked apart from the merge. */
const leavesOf = ({ identity, owners: list, groups: set }: Form): Map<string, unknown> => {
  const leaves = new Map<string, unknown>();
  for (const [name, value] of Object.entries(identity))
    if (name === 'by')
      for (const [part, one] of Object.entries(value as object)) leaves.set(`identity.by.${part}`, one);
    else leaves.set(`identity.${name}`, value);
  for (const owner of list)
    for (const [name, value] of Object.entries(owner)) leaves.set(`owners.${owner.id}.${name}`, value);
  for (const one of set) leaves.set(`groups.${one}`, true);
  return leaves;
};
const placesOf = (...forms: Form[]) => new Set(forms.flatMap((one) => [...leavesOf(one).keys()]));

const place = { region: 'CA-QC', town: 'Laval' };
const choosing = (choice: Choice): Choices => ({ shown: new Set(), of: () => choice });

describe('three ways', () => {
  it('a page that changed nothing changes nothing, and one that nobody else touched is kept as it is', () => {
    fc.assert(
      fc.property(three, ([shown, typed, kept]) => {
        expect(merge(shown, shown, kept)).toEqual({ merged: kept, conflicts: [] });
        expect(leavesOf(merge(shown, typed, shown).merged)).toEqual(leavesOf(typed));
        expect(merge(shown, typed, shown).conflicts).toEqual([]);
        expect(merge(shown, typed, typed)).toEqual({ merged: typed, conflicts: [] });
      }),
    );
  });

  it('never loses what others changed where this page changed nothing, nor what only this page changed', () => {
    fc.assert(
      fc.property(three, ([shown, typed, kept]) => {
        const { merged, conflicts } = merge(shown, typed, kept);
        const [s, t, k, m] = [shown, typed, kept, merged].map(leavesOf) as [
          Map<string, unknown>,
          Map<string, unknown>,
          Map<string, unknown>,
          Map<string, unknown>,
        ];
        for (const place of placesOf(shown, typed, kept)) {
          const disputed = conflicts.some(({ at }) => place === at || place.startsWith(`${at}.`));
          if (disputed) continue;
          if (t.get(place) === s.get(place)) expect([place, m.get(place)]).toEqual([place, k.get(place)]);
          else expect([place, m.get(place)]).toEqual([place, t.get(place)]);
        }
      }),
    );
  });

  it('says that two disagree where both changed a value to different ones, and nowhere else', () => {
    const values = fc.record({ a: leaf, b: leaf, c: leaf });
    fc.assert(
      fc.property(fc.tuple(values, values, values), (all) => {
        const [shown, typed, kept] = clean(all) as [
          Record<string, unknown>,
          Record<string, unknown>,
          Record<string, unknown>,
        ];
        const expected = ['a', 'b', 'c'].filter(
          (name) => typed[name] !== shown[name] && kept[name] !== shown[name] && typed[name] !== kept[name],
        );
        const { conflicts } = merge(shown, typed, kept);
        expect(conflicts.map(({ at }) => at).sort()).toEqual(expected);
        for (const { at, ...one } of conflicts)
          expect(one).toEqual({ shown: shown[at], typed: typed[at], kept: kept[at] });
      }),
    );
  });

  it('comes to the same whoever saves first, where they changed different things', () => {
    fc.assert(
      fc.property(three, ([shown, one, other]) => {
        const ab = merge(shown, one, other);
        const ba = merge(shown, other, one);
        expect(ab.conflicts.length).toBe(ba.conflicts.length);
        if (ab.conflicts.length === 0) expect(leavesOf(ab.merged)).toEqual(leavesOf(ba.merged));
      }),
    );
  });

  it('is settled by a choice for each conflict, whichever it is', () => {
    fc.assert(
      fc.property(three, fc.constantFrom<Choice>('mine', 'kept'), ([shown, typed, kept], choice) => {
        const first = merge(shown, typed, kept);
        // The page that names the conflicts shows what is kept, and carries what was typed.
        const second = merge(kept, first.merged, kept, {
          choices: {
            shown: new Set(first.conflicts.map(({ at }) => at)),
            of: (at) => (first.conflicts.some((one) => one.at === at) ? choice : undefined),
          },
        });
        expect(second.conflicts).toEqual([]);
        const leaves = leavesOf(second.merged);
        for (const { at, typed: mine, kept: theirs } of first.conflicts)
          if (typeof mine !== 'object' && typeof theirs !== 'object')
            expect(leaves.get(at)).toEqual(choice === 'mine' ? mine : theirs);
        const unsaid = merge(kept, first.merged, kept, {
          choices: {
            ...choosing(choice),
            shown: new Set(first.conflicts.map(({ at }) => at)),
            of: () => undefined,
          },
        });
        expect(unsaid.conflicts.map(({ at }) => at)).toEqual(first.conflicts.map(({ at }) => at));
      }),
    );
  });

  it('takes nothing for granted of a page that does not say what it showed', () => {
    fc.assert(
      fc.property(form, form, (a, b) => {
        const [typed, kept] = clean([a, b]) as unknown as [Form, Form];
        const { merged, conflicts } = merge(unknown, typed, kept);
        const [t, k, m] = [typed, kept, merged].map(leavesOf) as [
          Map<string, unknown>,
          Map<string, unknown>,
          Map<string, unknown>,
        ];
        for (const [place, value] of k) {
          const disputed = conflicts.some(({ at }) => place === at || place.startsWith(`${at}.`));
          if (!disputed) expect([place, m.get(place)]).toEqual([place, value]);
        }
        for (const [place, value] of t) if (!k.has(place)) expect(m.has(place) || value === undefined).toBe(true);
      }),
    );
  });

  it('keeps both of two places added at once, and asks where one place became two', () => {
    const at = (town: string, address?: string) => ({ region: 'CA-QC', town, ...(address && { address }) });
    const shown = { places: [at('Laval')] };
    expect(merge(shown, { places: [at('Laval'), at('Québec')] }, { places: [at('Laval'), at('Gatineau')] })).toEqual({
      merged: { places: [at('Laval'), at('Gatineau'), at('Québec')] },
      conflicts: [],
    });
    const { conflicts } = merge(shown, { places: [at('Laval', '1, rue A')] }, { places: [at('Laval', '2, rue B')] });
    expect(conflicts.map(({ at }) => at)).toEqual(['places']);
  });

  it('takes what an empty page sends for nothing that was said', () => {
    type Said = { flags?: Record<string, boolean>; places?: object[] };
    const blank: Said = { flags: { b: false, c: false }, places: [{ region: 'CA' }] };
    const kept: Said = { flags: { b: true }, places: [place] };
    expect(merge({}, blank, kept, { blank })).toEqual({ merged: kept, conflicts: [] });
    expect(merge<Said>({}, blank, {}, { blank }).merged).toEqual(blank);
    const said: Said = { ...blank, flags: { b: false, c: true } };
    expect(merge({}, said, kept, { blank }).merged.flags).toEqual({ b: true, c: true });
  });

  it('is saved as a patch that makes the one of the other', () => {
    const apply = (target: unknown, patch: unknown): unknown => {
      if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
      const from = typeof target === 'object' && target !== null && !Array.isArray(target) ? target : {};
      const entries = new Map(Object.entries(from));
      for (const [name, value] of Object.entries(patch))
        if (value === null) entries.delete(name);
        else entries.set(name, apply(entries.get(name), value));
      return Object.fromEntries(entries);
    };
    fc.assert(
      fc.property(form, form, (a, b) => {
        const [from, to] = clean([a, b]);
        expect(apply(from, patchBetween(from, to))).toEqual(to);
      }),
    );
  });
});

describe('what a page showed', () => {
  it('comes back as it was, and nonsense is no knowledge', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const back = JSON.parse(JSON.stringify(value));
        expect(shownIn({ shown: packed(value) })).toEqual(back ?? undefined);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => shownIn({ shown: text })).not.toThrow();
      }),
    );
    expect(shownIn({})).toBe(unknown);
    expect(shownIn({ shown: 'AAAA' })).toBe(unknown);
    expect(shownIn({ shown: packed('x'.repeat(3 * 1024 * 1024)) })).toBe(unknown);
  });

  it('reads one choice for each conflict, and nothing else', () => {
    const choices = choicesIn({ conflict: ['a.b', 'c'], 'choose-a.b': 'mine', 'choose-c': 'everything' });
    expect([...choices.shown]).toEqual(['a.b', 'c']);
    expect(['a.b', 'c', 'd'].map(choices.of)).toEqual(['mine', undefined, undefined]);
  });
});
