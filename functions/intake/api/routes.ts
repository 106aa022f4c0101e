import type { Dependencies } from './deps.ts';
import { drafts } from './drafts.ts';
import { journey } from './journey.ts';
import { suppliers } from './suppliers.ts';

export const routes = (deps: Dependencies) => [...suppliers(deps), ...drafts(deps), ...journey(deps)];
