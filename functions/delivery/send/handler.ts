import * as z from 'zod';
import { sendDependencies } from '../deps.ts';
import { type SendResult, send } from './send.ts';

const deps = sendDependencies();
const input = z.object({ institution: z.string(), run: z.int(), round: z.int() });

export const handler = async (event: unknown): Promise<SendResult> => send(deps, input.parse(event));
