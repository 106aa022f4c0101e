import * as z from 'zod';
import { operation } from './contract.ts';

export const describeService = operation({
  name: 'describeService',
  method: 'GET',
  path: '/v1/openapi.json',
  action: 'service.describe',
  summary: { fr: 'Lire le contrat de l’API (OpenAPI 3.1)', en: 'Read the contract of the API (OpenAPI 3.1)' },
  answer: z.looseObject({ openapi: z.string() }),
});

export const serviceOperations = [describeService] as const;
