import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Figure, reached, type Section } from './figure.ts';

/**
 * `npm run bench -- [NAME …] [--json]`: runs `bench/NAME.ts` (all when none is named), prints each figure beside its
 * goal, and fails where an answer was wrong or a ratio fell short.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'run.ts' && file !== 'figure.ts')
  .map((file) => file.slice(0, -3));
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) throw new Error(`no bench ${unknown.join(', ')}; there are ${known.join(', ')}`);

const goal = ({ atLeast, atMost, unit }: Figure): string => {
  if (atLeast !== undefined) return `at least ${atLeast} ${unit}`;
  return atMost === undefined ? '' : `at most ${atMost} ${unit}`;
};
const round = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
const fails = (figure: Figure) => figure.unit === '×' && !reached(figure);

const report: Record<string, Section[]> = {};
let failed = false;
for (const name of positionals.length > 0 ? positionals : known) {
  const bench: { run: () => AsyncIterable<Section> } = await import(`./${name}.ts`);
  report[name] = [];
  for await (const section of bench.run()) {
    report[name].push(section);
    failed ||= section.wrong.length > 0 || section.figures.some(fails);
    if (values.json) continue;
    const versions = Object.entries(section.versions ?? {}).map((pair) => pair.join(' '));
    console.log(`\n${name}: ${section.title}${versions.length > 0 ? ` (${versions.join(', ')})` : ''}`);
    for (const figure of section.figures) {
      const mark = fails(figure) ? 'FELL SHORT' : reached(figure) ? '' : 'not reached here';
      console.log(
        `  ${figure.name.padEnd(52)} ${`${round(figure.value)} ${figure.unit}`.padStart(12)}   ${goal(figure).padEnd(18)} ${mark}`,
      );
    }
    for (const wrong of section.wrong) console.log(`  WRONG ${wrong}`);
  }
}
if (values.json) {
  const node = process.versions.node;
  const judged = Object.fromEntries(
    Object.entries(report).map(([name, sections]) => [
      name,
      sections.map((s) => ({ ...s, figures: s.figures.map((f) => ({ ...f, reached: reached(f) })) })),
    ]),
  );
  console.log(JSON.stringify({ node, failed, benches: judged }, null, 2));
}
process.exitCode = failed ? 1 : 0;
