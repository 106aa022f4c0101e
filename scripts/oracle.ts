import { consult } from '#definitions/compare/testing/oracle.ts';

/** Comparison against z3 on random pairs of definitions: `npm run oracle [pairs] [seed]`. */
const pairs = Number(process.argv[2] ?? 1000);
const seed = Number(process.argv[3] ?? 1);
const start = performance.now();
const { disagreements, ...counts } = await consult(pairs, seed, (opinion) => {
  if (opinion.pairs % 100 === 0) console.log(`${opinion.pairs} pairs, ${opinion.disagreements.length} disagreements`);
});
for (const disagreement of disagreements) console.error(disagreement);
console.log({
  ...counts,
  disagreements: disagreements.length,
  seed,
  seconds: Math.round((performance.now() - start) / 1000),
});
process.exitCode = disagreements.length === 0 ? 0 : 1;
