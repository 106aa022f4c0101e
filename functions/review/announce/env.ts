import * as z from 'zod';
import { environment } from '#platform/environment.ts';
import { postEnvironment } from '../post/env.ts';

const { MAIL_FROM, PORTAL_URL } = postEnvironment;
export const readEnvironment = () => environment({ MAIL_FROM, PORTAL_URL, CASEWORK_TABLE: z.string() });
