import { environment } from '#platform/environment.ts';
import { postEnvironment } from '../post/env.ts';

export const readEnvironment = () => environment(postEnvironment);
