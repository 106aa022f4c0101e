import { auditRoutes } from './audit.ts';
import { certificateRoutes } from './certificates.ts';
import { closingRoutes } from './closing.ts';
import { consentRoutes } from './consents.ts';
import type { Dependencies } from './deps.ts';
import { exportRoutes } from './exports.ts';
import { incidentRoutes } from './incidents.ts';
import { memberRoutes } from './members.ts';
import { sessionRoutes } from './sessions.ts';

export const routes = (deps: Dependencies) => [
  ...auditRoutes(deps),
  ...certificateRoutes(deps),
  ...exportRoutes(deps),
  ...memberRoutes(deps),
  ...consentRoutes(deps),
  ...closingRoutes(deps),
  ...incidentRoutes(deps),
  ...sessionRoutes(deps),
];
