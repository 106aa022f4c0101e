import { readFileSync, writeFileSync } from 'node:fs';
import { closedStates, transitions } from './transitions.ts';

/** The table of transitions as a Mermaid diagram. */
export const diagram = (): string =>
  [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> draft',
    ...transitions.map(({ from, event, to, by }) => `  ${from} --> ${to}: ${event} (${by})`),
    ...[...closedStates].filter((state) => state !== 'rejected').map((state) => `  ${state} --> [*]`),
    '```',
  ].join('\n');

/** `node workflows/certification-review/diagram.ts` puts the diagram into the README beside it. */
if (import.meta.main) {
  const file = new URL('./README.md', import.meta.url);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/```mermaid[\s\S]*?```/, diagram()));
}
