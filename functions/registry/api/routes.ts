import type { Dependencies } from './deps.ts';
import { statusRoutes } from './status-routes.ts';
import { vendorRoutes } from './vendor-routes.ts';

export const routes = (deps: Dependencies) => [...vendorRoutes(deps), ...statusRoutes(deps)];
