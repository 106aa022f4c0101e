import { dayOf } from '#definitions/days.ts';
import { compile } from '#definitions/evaluate.ts';
import { prepare } from '#definitions/evidence.ts';
import { Moments } from '#definitions/moments.ts';
import { clock, type Figure, millions, type Section, shortest } from '../figure.ts';
import { flatten, jsonRules, versions } from './others.ts';
import { at, chance, eighteen, suppliers } from './world.ts';

/** One supplier at a time, all eighteen definitions, as when a vendor's facts change. */
export const section = async (): Promise<Section> => {
  const day = dayOf(at);
  const moments = new Moments();
  const compiled = eighteen.map((definition) => compile(definition, [], moments));
  const files = suppliers(4000);
  const evidence = files.map(prepare);
  const count = evidence.length * compiled.length;
  const wrong: string[] = [];

  let decided = 0;
  const outcome = shortest(15, () => {
    for (const one of evidence) for (const { outcome } of compiled) if (outcome(one, day) !== 'undetermined') decided++;
  });
  const prepared = shortest(7, () => {
    for (const file of files) {
      const one = prepare(file);
      for (const { outcome } of compiled) if (outcome(one, day) !== 'undetermined') decided++;
    }
  });
  const verdict = shortest(7, (run) => {
    for (const one of evidence)
      for (const { verdict } of compiled) if (verdict(one, day + run).validUntil === at) decided++;
  });
  // Another day each time, so that nothing shown in one run serves the next.
  const explained = shortest(7, (run) => {
    for (const one of evidence) for (const { explain } of compiled) if (explain(one, day + run).at === '') decided++;
  });
  evidence.forEach((one, row) => {
    for (const { definition, outcome, verdict, explain } of compiled) {
      const said = outcome(one, day);
      if (verdict(one, day).outcome !== said || explain(one, day).outcome !== said)
        wrong.push(`${definition.id}, supplier ${row}`);
    }
  });

  const known = suppliers(300, { random: chance(3), complete: true });
  const flatOf = flatten(eighteen);
  const flat = known.map(flatOf);
  const rules = jsonRules(eighteen);
  const theirs: Set<string>[] = [];
  let rulesSeconds = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const start = clock();
    for (const [row, one] of flat.entries()) theirs[row] = await rules(one);
    rulesSeconds = Math.min(rulesSeconds, clock() - start);
  }
  const ours = known.map(prepare);
  const oursSeconds = shortest(15, () => {
    for (const one of ours) for (const { outcome } of compiled) if (outcome(one, day) === 'qualifies') decided++;
  });
  ours.forEach((one, row) => {
    for (const { definition, outcome } of compiled) {
      const met = outcome(one, day) === 'qualifies';
      if (met !== theirs[row]!.has(definition.id))
        wrong.push(`${definition.id}, supplier ${row}: json-rules-engine differs`);
    }
  });

  const figures: Figure[] = [
    { name: 'verdicts of one supplier', value: millions(count, outcome), unit: 'M/s', atLeast: 5 },
    { name: 'with preparing the facts', value: millions(count, prepared), unit: 'M/s' },
    { name: 'with assurance and exact last day', value: millions(count, verdict), unit: 'M/s' },
    { name: 'with explanation', value: millions(count, explained), unit: 'M/s', atLeast: 1.5 },
    { name: 'json-rules-engine', value: millions(known.length * 18, rulesSeconds), unit: 'M/s' },
    { name: 'against json-rules-engine', value: rulesSeconds / oursSeconds, unit: '×', atLeast: 250 },
  ];
  if (decided === 0) wrong.push('no supplier was decided: nothing was measured');
  return { title: 'one supplier, 18 definitions', figures, wrong: wrong.slice(0, 20), versions };
};
