import { route } from '#platform/api.ts';
import { endSessionsWrite } from '#platform/sessions.ts';
import { endSessions } from '#schemas/api/sessions.ts';
import type { Dependencies } from './deps.ts';

/** Signing out everywhere: by the person, or by an operator for somebody who has left or lost a device. */
export const sessionRoutes = ({ door }: Pick<Dependencies, 'door'>) => [
  route(endSessions, {
    subject: async ({ params, caller }) => ({
      relation: params.person === caller.id ? ('own' as const) : ('none' as const),
      record: undefined,
    }),
    handle: async ({ params, at }) => ({ writes: [endSessionsWrite(door, params.person, at)] }),
  }),
];
