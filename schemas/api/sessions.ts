import * as z from 'zod';
import { operation } from './contract.ts';

/** Ends every session of a person, wherever it was begun. Tokens of earlier sign-ins are refused within half a minute. */
export const endSessions = operation({
  name: 'endSessions',
  method: 'DELETE',
  path: '/v1/people/{person}/sessions',
  action: 'session.end',
  summary: { fr: 'Mettre fin à toutes les sessions d’une personne', en: 'End all sessions of a person' },
  params: z.strictObject({ person: z.string().regex(/^[\w.-]{1,128}$/) }),
});

export const sessionOperations = [endSessions] as const;
