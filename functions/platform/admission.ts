import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Operation } from '#schemas/api/contract.ts';
import type { Action, Role } from '#schemas/authorisation.ts';
import type { Limit } from '#schemas/limits.ts';
import { type Caller, nobody } from './caller.ts';
import type { Clock } from './clock.ts';
import type { Door } from './door.ts';
import { Problem } from './problem.ts';
import { visitorHeader } from './visitor.ts';

/** Counts requests against the limits; the problem to answer with where one is spent. Never throws. */
export type Admission = {
  request: (event: APIGatewayProxyEventV2, operation: Operation, caller: Caller) => Promise<Problem | undefined>;
  refusedToken: (event: APIGatewayProxyEventV2) => Promise<Problem | undefined>;
};

/** From the most trusted down: who has several roles is counted by the widest. */
const ranked: readonly Role[] = ['operator', 'verifier', 'system', 'buyer', 'person', 'anyone'];

export const tooMany = (seconds: number): Problem =>
  new Problem('too-many-requests', {
    detail: {
      fr: `Recommencez dans ${seconds} s. Rien n’a été modifié.`,
      en: `Try again in ${seconds} s. Nothing was changed.`,
    },
    headers: { 'retry-after': String(seconds) },
  });

/**
 * By whom a request is counted: the person or the system whose token it carries; without one, the address that the gateway
 * saw (never a header that anybody can write), or the visitor that our own portal vouches for.
 */
export const admission = ({ limits, wait, visitors }: Door, clock: Clock): Admission => {
  const byAction: Partial<Record<Action, Limit>> = limits.byAction;

  const addressOf = async ({ headers, requestContext }: APIGatewayProxyEventV2): Promise<string> =>
    (await visitors.vouched(headers[visitorHeader], clock()).catch(() => undefined)) ??
    requestContext.http?.sourceIp ??
    'unknown';
  const problem = (waits: readonly number[]): Problem | undefined => {
    const longest = Math.max(...waits);
    return longest > 0 ? tooMany(longest) : undefined;
  };

  return {
    request: async (event, { action }, caller) => {
      const role = ranked.find((one) => caller.roles.includes(one)) ?? 'anyone';
      const subject = caller === nobody ? await addressOf(event) : caller.id;
      const own = byAction[action];
      return problem(
        await Promise.all([wait(role, subject, limits.byRole[role]), own ? wait(action, subject, own) : 0]),
      );
    },
    refusedToken: async (event) => problem([await wait('refused-token', await addressOf(event), limits.refusedToken)]),
  };
};
