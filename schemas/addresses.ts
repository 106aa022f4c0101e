import type { Language } from './primitives.ts';

/**
 * The portal's pages that messages, papers and other programs lead to, said once. Those without a language open in the
 * reader's own: a paper and a message to several people do not know it.
 */
export const portalPath = {
  submission: (language: Language, id: string): string => `/${language}/supplier/${id}`,
  supplier: (language: Language, id: string): string => `/${language}/supplier/${id}`,
  invitation: (language: Language, code: string): string => `/${language}/supplier/invitations/${code}`,
  case: (id: string): string => `/cases/${id}`,
  certificate: (id: string): string => `/certificates/${id}`,
} as const;
