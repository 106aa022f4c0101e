import { compileAll, evaluateAll } from '#definitions/bulk/bulk.ts';
import { Pack } from '#definitions/bulk/pack.ts';
import { dayOf, isoOf } from '#definitions/days.ts';
import { compile } from '#definitions/evaluate.ts';
import { prepare } from '#definitions/evidence.ts';
import type { Definition } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import { clock, type Figure, millions, type Section, shortest } from '../figure.ts';
import { flatten, jsonLogic, jsonRules, versions } from './others.ts';
import { at, chance, drafts, eighteen, suppliers } from './world.ts';

const packOf = (files: readonly Facts[], times = 1) => {
  const pack = new Pack();
  for (let i = 0; i < times; i++) for (const file of files) pack.add(file);
  return pack;
};

/** Another day each time, so that nothing worked out for one run serves the next. */
const seconds = (pack: Pack, definitions: readonly Definition[], runs: number) => {
  const compiled = compileAll(definitions);
  return shortest(runs, (run) => {
    compiled(pack, isoOf(dayOf(at) + run));
  });
};

const differences = (files: readonly Facts[], definitions: readonly Definition[]): string[] => {
  const bulk = evaluateAll(packOf(files), definitions, at);
  const day = dayOf(at);
  const evidence = files.map(prepare);
  return definitions.flatMap((definition, index) => {
    const { outcome } = compile(definition);
    const row = evidence.findIndex((one, row) => outcome(one, day) !== bulk[index]!.of(row));
    return row < 0 ? [] : [`${definition.id}, supplier ${row}: bulk and single differ`];
  });
};

/** json-logic-engine on the world where all is known: seconds, and where it answers otherwise. */
const logic = (definitions: readonly Definition[], known: readonly Facts[], times: number) => {
  const functions = jsonLogic(definitions);
  const flat = known.map(flatten(definitions));
  let met = 0;
  const took = shortest(2, () => {
    for (let i = 0; i < times; i++) for (const test of functions) for (const one of flat) if (test(one) === true) met++;
  });
  const pack = packOf(known, times);
  const ours = evaluateAll(pack, definitions, at);
  const wrong = functions.flatMap((test, index) => {
    const row = flat.findIndex((one, row) => (test(one) === true) !== (ours[index]!.of(row) === 'qualifies'));
    return row < 0 ? [] : [`${definitions[index]!.id}, supplier ${row}: json-logic-engine differs`];
  });
  if (met === 0) wrong.push('json-logic-engine met nothing');
  return { took, ours: seconds(pack, definitions, 7), wrong };
};

/** Many suppliers at once, as when a definition is rolled out. */
export const section = async (): Promise<Section> => {
  const files = suppliers(5000);
  const thousand = drafts(1000);
  const eighteenSeconds = seconds(packOf(files, 20), eighteen, 9);
  const thousandSeconds = seconds(packOf(files.slice(0, 2000)), thousand, 15);
  const wrong = [...differences(files, eighteen), ...differences(files.slice(0, 2000), thousand)];

  const known = suppliers(4000, { random: chance(3), complete: true });
  const overEighteen = logic(eighteen, known, 25);
  const overThousand = logic(thousand, known.slice(0, 2000), 1);
  const rules = jsonRules(eighteen);
  const flat = known.slice(0, 300).map(flatten(eighteen));
  let rulesSeconds = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const start = clock();
    for (const one of flat) await rules(one);
    rulesSeconds = Math.min(rulesSeconds, clock() - start);
  }
  const rulesRate = millions(flat.length * 18, rulesSeconds);
  const oursKnown = millions(18 * 100_000, overEighteen.ours);

  const figures: Figure[] = [
    {
      name: '18 definitions × 100,000 suppliers',
      value: millions(1_800_000, eighteenSeconds),
      unit: 'M/s',
      atLeast: 25,
    },
    {
      name: '1,000 definitions × 2,000 suppliers',
      value: millions(2_000_000, thousandSeconds),
      unit: 'M/s',
      atLeast: 100,
    },
    { name: 'json-logic-engine, 18 × 100,000', value: millions(1_800_000, overEighteen.took), unit: 'M/s' },
    { name: 'json-logic-engine, 1,000 × 2,000', value: millions(2_000_000, overThousand.took), unit: 'M/s' },
    { name: 'against json-rules-engine, 18 × 100,000', value: oursKnown / rulesRate, unit: '×', atLeast: 1000 },
    {
      name: 'against json-logic-engine, 18 × 100,000',
      value: overEighteen.took / overEighteen.ours,
      unit: '×',
      atLeast: 2.5,
    },
    {
      name: 'against json-logic-engine, 1,000 × 2,000',
      value: overThousand.took / overThousand.ours,
      unit: '×',
      atLeast: 50,
    },
  ];
  return {
    title: 'in bulk',
    figures,
    wrong: [...wrong, ...overEighteen.wrong, ...overThousand.wrong].slice(0, 20),
    versions,
  };
};
