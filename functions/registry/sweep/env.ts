import { environment } from '#platform/environment.ts';
import { versionEnvironment } from '../deps.ts';

export const readEnvironment = () => environment(versionEnvironment);
