import type { Criterion, ReciprocityTable, Rule } from '#schemas/definition.ts';
import { legalForms } from '#schemas/legal-forms.ts';
import { acceptedCertifications, tableOn } from '../../criteria/named.ts';
import { dayOf, monthsBetween } from '../../days.ts';
import { levelOf } from '../../evidence.ts';
import { and, not, or, sum, type Term, when } from './terms.ts';

/**
 * The same questions as an SMT-LIB script, written from the meaning of facts and not from the atoms that comparison
 * reasons about: every fact is spelled out (known or not, value, assurance, age), owners and places one by one.
 */
export interface World {
  at: string;
  tables: readonly ReciprocityTable[];
  /** How many owners and places there are at most: a supplier that needs more is not seen. */
  owners: number;
  places: number;
}

type Of<K extends Criterion['kind']> = Extract<Criterion, { kind: K }>;
const WHOLE = 10_000;
const counted = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

const isIn = (inner: string, outer: string): boolean =>
  inner === outer || outer === 'CA' || (outer.length === 5 && inner.startsWith(`${outer}-`));
const overlap = (a: string, b: string): boolean => isIn(a, b) || isIn(b, a);

/** Three scripts, each satisfiable when a supplier qualifies under a only, under b only, under both. */
export const questions = (a: Rule, b: Rule, world: World): string[] => {
  const writer = new Writer(world);
  const [metA, metB] = [writer.met(a), writer.met(b)];
  writer.closeWorld();
  return [and(metA, not(metB)), and(metB, not(metA)), and(metA, metB)].map(
    (term) => `${writer.lines.join('\n')}\n(assert ${term})`,
  );
};

class Writer {
  readonly lines: string[] = [];
  readonly #world: World;
  readonly #declared = new Set<string>();
  readonly #regions = new Set(['CA', 'CA-NB']);
  readonly #regionTests: { place: string; region: string; name: string; test: (at: string) => boolean }[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  met(rule: Rule): Term {
    return this.#rule(rule, true);
  }

  #rule(rule: Rule, wanted: boolean): Term {
    switch (rule.kind) {
      case 'not':
        return this.#rule(rule.of, !wanted);
      case 'all':
      case 'any': {
        const parts = rule.of.map((part) => this.#rule(part, wanted));
        return (rule.kind === 'all') === wanted ? and(...parts) : or(...parts);
      }
      case 'atLeast': {
        const needed = wanted ? rule.n : rule.of.length - rule.n + 1;
        return `(>= ${sum(...rule.of.map((part) => when(this.#rule(part, wanted), 1, 0)))} ${needed})`;
      }
      default:
        return this.#criterion(rule, wanted);
    }
  }

  #criterion(c: Criterion, wanted: boolean): Term {
    const { at, tables } = this.#world;
    switch (c.kind) {
      case 'ownership':
        return this.#share(c, wanted, (group) => this.#owned(c, group), this.#ownedUnion(c));
      case 'workforce':
        return this.#share(c, wanted, (group) => this.#employed(c, group), undefined);
      case 'control':
        return this.#named(c, c.aspect, c.groups, wanted);
      case 'flag':
        return this.#named(c, 'flag', [c.flag], wanted);
      case 'certification': {
        const table = c.reciprocity === null ? undefined : tableOn(c.reciprocity, dayOf(at), tables);
        return this.#named(c, 'certified', acceptedCertifications(c.anyOf, table), wanted);
      }
      case 'legalForm': {
        const fact = this.#fact('form', 'Int', (value) => `(<= 0 ${value} ${legalForms.length - 1})`);
        const fits = or(...c.anyOf.map((form) => `(= ${fact}.value ${legalForms.indexOf(form)})`));
        return this.#single(c, fact, fits, wanted);
      }
      case 'measure': {
        const oldest = monthsBetween(dayOf('0001-01-01'), dayOf(at));
        const limit = c.measure === 'monthsInBusiness' ? oldest : Number.MAX_SAFE_INTEGER;
        const fact = this.#fact(c.measure, 'Int', (value) => `(<= 0 ${value} ${limit})`);
        return this.#single(c, fact, `(${c.cmp} ${fact}.value ${c.value})`, wanted);
      }
      case 'region':
        return this.#region(c, wanted);
    }
  }

  /** A value that fails is a no at any assurance; one that fits counts from the assurance asked. */
  #single(c: Criterion, fact: string, fits: Term, wanted: boolean): Term {
    return wanted ? and(this.#counts(c, fact), fits) : and(this.#fresh(c, fact), not(fits));
  }

  #named(c: Criterion, source: string, names: readonly string[], wanted: boolean): Term {
    const each = names.map((name) => {
      const fact = this.#fact(`${source}.${name}`, 'Bool');
      return this.#single(c, fact, `${fact}.value`, wanted);
    });
    return wanted ? or(...each) : and(...each);
  }

  #share(
    c: Of<'ownership'> | Of<'workforce'>,
    wanted: boolean,
    one: (group: string) => { least: Term; most: Term },
    union: { least: Term; most: Term } | undefined,
  ): Term {
    const bp = c.cmp === '>=' ? c.bp : c.bp + 1;
    const each = c.groups.map(one);
    const reaches = (term: Term) => `(>= ${term} ${bp})`;
    const misses = (term: Term) => `(< ${term} ${bp})`;
    if (c.combine === 'anyOne') {
      return wanted ? or(...each.map(({ least }) => reaches(least))) : and(...each.map(({ most }) => misses(most)));
    }
    if (c.combine === 'sum') {
      return wanted ? reaches(sum(...each.map(({ least }) => least))) : misses(sum(...each.map(({ most }) => most)));
    }
    if (union) return wanted ? reaches(union.least) : misses(union.most);
    const all = sum(...each.map(({ most }) => most));
    return wanted ? or(...each.map(({ least }) => reaches(least))) : misses(when(`(< ${all} ${WHOLE})`, all, WHOLE));
  }

  #employed(c: Criterion, group: string): { least: Term; most: Term } {
    const fact = this.#fact(`workforce.${group}`, 'Int', (value) => `(<= 0 ${value} ${WHOLE})`);
    return {
      least: when(this.#counts(c, fact), `${fact}.value`, 0),
      most: when(this.#fresh(c, fact), `${fact}.value`, WHOLE),
    };
  }

  #owned(c: Criterion, group: string): { least: Term; most: Term } {
    return this.#ownedUnion({ ...c, groups: [group] } as Of<'ownership'>);
  }

  #ownedUnion(c: Of<'ownership'>): { least: Term; most: Term } {
    const shares = this.#owners().map((owner) => {
      const facts = c.groups.map((group) => this.#fact(`${owner}.${group}`, 'Bool'));
      return {
        inside: when(or(...facts.map((fact) => this.#single(c, fact, `${fact}.value`, true))), `${owner}.bp`, 0),
        outside: when(and(...facts.map((fact) => this.#single(c, fact, `${fact}.value`, false))), `${owner}.bp`, 0),
      };
    });
    return {
      least: sum(...shares.map(({ inside }) => inside)),
      most: `(- ${WHOLE} ${sum(...shares.map(({ outside }) => outside))})`,
    };
  }

  #owners(): string[] {
    const owners = counted(this.#world.owners).map((i) => `owner${i}`);
    if (!this.#declared.has('owners')) {
      this.#declared.add('owners');
      for (const owner of owners) this.lines.push(`(declare-const ${owner}.bp Int)(assert (>= ${owner}.bp 0))`);
      this.lines.push(`(assert (<= ${sum(...owners.map((owner) => `${owner}.bp`))} ${WHOLE}))`);
    }
    return owners;
  }

  #region(c: Of<'region'>, wanted: boolean): Term {
    for (const region of c.anyOf) {
      this.#regions.add(region);
      if (region.length >= 5) this.#regions.add(region.slice(0, 5)).add(`${region.slice(0, 5)}-elsewhere`);
    }
    const places = counted(this.#world.places).map((i) => this.#fact(`place${i}`, 'Int'));
    for (const place of places) this.#boolean(`${place}.head`);
    const list = this.#fact('complete', 'Bool');
    const head = (place: string): Term => `${place}.head`;
    const asked = (place: string): Term => (c.scope === 'head' ? head(place) : 'true');
    const inside = (place: string) => this.#where(place, (at) => c.anyOf.some((region) => isIn(at, region)));
    const outside = (place: string) => this.#where(place, (at) => !c.anyOf.some((region) => overlap(at, region)));

    const met = or(...places.map((place) => and(this.#counts(c, place), asked(place), inside(place))));
    if (wanted) return met;
    const lies = or(...places.map((place) => and(this.#fresh(c, place), head(place), outside(place))));
    const none = and(
      this.#fresh(c, list),
      `${list}.value`,
      ...places.map((place) =>
        or(not(`${place}.known`), and(this.#fresh(c, place), or(not(asked(place)), outside(place)))),
      ),
    );
    return and(not(met), c.scope === 'head' ? or(lies, none) : none);
  }

  /** Regions are numbered only once all are known, so what is asked of a place's region is named now and said then. */
  #where(place: string, test: (at: string) => boolean): Term {
    const name = `${place}.in${this.#regionTests.length}`;
    this.#boolean(name);
    this.#regionTests.push({ place, region: `${place}.value`, name, test });
    return name;
  }

  closeWorld(): void {
    const regions = [...this.#regions];
    const places = new Set(this.#regionTests.map(({ place }) => place));
    for (const place of places) this.lines.push(`(assert (<= 0 ${place}.value ${regions.length - 1}))`);
    for (const { region, name, test } of this.#regionTests) {
      const fitting = regions.flatMap((at, i) => (test(at) ? [`(= ${region} ${i})`] : []));
      this.lines.push(`(assert (= ${name} ${or(...fitting)}))`);
    }
    for (const a of places) {
      for (const b of places)
        if (a < b) this.lines.push(`(assert (not ${and(...[a, b].flatMap((p) => [`${p}.known`, `${p}.head`]))}))`);
    }
  }

  #fact(name: string, sort: 'Bool' | 'Int', limit?: (value: Term) => Term): string {
    if (this.#declared.has(name)) return name;
    this.#declared.add(name);
    this.lines.push(
      `(declare-const ${name}.known Bool)(declare-const ${name}.value ${sort})`,
      `(declare-const ${name}.level Int)(assert (<= 0 ${name}.level 2))`,
      `(declare-const ${name}.age Int)(assert (>= ${name}.age 0))`,
    );
    if (limit) this.lines.push(`(assert ${limit(`${name}.value`)})`);
    return name;
  }

  #boolean(name: string): Term {
    if (!this.#declared.has(name)) this.lines.push(`(declare-const ${name} Bool)`);
    this.#declared.add(name);
    return name;
  }

  #fresh(c: Criterion, fact: string): Term {
    return c.maxAgeMonths === undefined ? `${fact}.known` : and(`${fact}.known`, `(<= ${fact}.age ${c.maxAgeMonths})`);
  }
  #counts(c: Criterion, fact: string): Term {
    return and(this.#fresh(c, fact), `(>= ${fact}.level ${levelOf[c.assurance]})`);
  }
}
