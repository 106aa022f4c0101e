import { auditRoutes } from './audit.ts';
import type { Dependencies } from './deps.ts';

export const routes = (deps: Dependencies) => [...auditRoutes(deps)];
