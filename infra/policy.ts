import type { Construct } from 'constructs';
import { limits } from '../schemas/limits.ts';
import { policy } from '../schemas/policy.ts';

/** The network's policy as functions read it: the context `policy`, of which only what differs from the standard is said. */
export const networkPolicy = (scope: Construct): string => {
  const said: unknown = scope.node.tryGetContext('policy') ?? {};
  policy.parse(said);
  return JSON.stringify(said);
};

/** How often anybody may ask: the context `limits`, of which only what differs from the standard is said. */
export const networkLimits = (scope: Construct): string => {
  const said: unknown = scope.node.tryGetContext('limits') ?? {};
  limits.parse(said);
  return JSON.stringify(said);
};

/** Who letters come from (a deployment says it by context; the standard address reaches nobody), and where they lead. */
export const postEnvironment = (scope: Construct, portal: string): Record<string, string> => ({
  MAIL_FROM: scope.node.tryGetContext('mailFrom') ?? 'passerelle@example.org',
  PORTAL_ORIGIN: portal,
});
