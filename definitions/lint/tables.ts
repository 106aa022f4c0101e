import { type ReciprocityTable, reciprocityTable } from '#schemas/definition.ts';
import type { Remark } from '#schemas/remark.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { type Path, refused, remarkOf } from './remarks.ts';

/** The entry that closes a circle, with the names on it; a circle makes certifications equal that nobody declared so. */
const cycle = ({ entries }: ReciprocityTable): { index: number; names: string[] } | undefined => {
  const next = new Map<string, { to: string; index: number }[]>();
  entries.forEach(({ held, accepted }, index) => {
    next.set(held, [...(next.get(held) ?? []), { to: accepted, index }]);
  });
  const done = new Set<string>();
  for (const start of next.keys()) {
    const trail: { name: string; left: { to: string; index: number }[] }[] = [
      { name: start, left: [...(next.get(start) ?? [])] },
    ];
    for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
      const step = top.left.pop();
      if (step === undefined) {
        done.add(top.name);
        trail.pop();
        continue;
      }
      const seen = trail.findIndex(({ name }) => name === step.to);
      if (seen >= 0) return { index: step.index, names: [...trail.slice(seen).map(({ name }) => name), step.to] };
      if (!done.has(step.to)) trail.push({ name: step.to, left: [...(next.get(step.to) ?? [])] });
    }
  }
  return undefined;
};

/** Remarks on reciprocity tables as they came in; paths begin with the table's place in the list. */
export const lintTables = (input: readonly unknown[], vocabulary: Vocabulary): Remark[] => {
  const seen = new Set<string>();
  return input.flatMap((one, index): Remark[] => {
    const parsed = reciprocityTable.safeParse(one);
    if (!parsed.success) {
      return refused(parsed.error).map((remark) => ({
        ...remark,
        path: remark.path ? `${index}.${remark.path}` : `${index}`,
      }));
    }
    const table = parsed.data;
    const remarks: Remark[] = [];
    const unknown = (name: string, path: Path) => {
      if (!Object.hasOwn(vocabulary.certifications, name)) {
        remarks.push(remarkOf('error', path, 'unknown-certification', name));
      }
    };
    table.entries.forEach(({ held, accepted }, entry) => {
      unknown(held, [index, 'entries', entry, 'held']);
      unknown(accepted, [index, 'entries', entry, 'accepted']);
    });
    const circle = cycle(table);
    if (circle)
      remarks.push(remarkOf('error', [index, 'entries', circle.index], 'reciprocity-cycle', circle.names.join(' → ')));
    const key = `${table.id} ${table.version}`;
    if (seen.has(key)) remarks.push(remarkOf('error', [index, 'version'], 'repeated-table', table.id));
    seen.add(key);
    return remarks;
  });
};
