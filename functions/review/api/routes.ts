import { decisions } from './decisions.ts';
import type { Dependencies } from './deps.ts';
import { figures } from './figures.ts';
import { holding } from './holding.ts';
import { observing } from './observations.ts';
import { reading } from './reading.ts';

export const routes = (deps: Dependencies) => [
  ...figures(deps),
  ...reading(deps),
  ...holding(deps),
  ...decisions(deps),
  ...observing(deps),
];
