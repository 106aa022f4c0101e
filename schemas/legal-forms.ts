/** Apart from the schemas, so that comparing definitions in a browser brings no parser along. */
export const legalForms = [
  'sole-proprietorship',
  'partnership',
  'corporation',
  'non-profit',
  'co-operative',
  'mutual',
  'band',
] as const;

/** Forms that may belong to nobody: a board, the members or a council governs them. */
export const collectiveForms = ['non-profit', 'co-operative', 'mutual', 'band'] as const;

/** Whether it may say that it has no owners. */
export const isCollective = (form: unknown): boolean => (collectiveForms as readonly unknown[]).includes(form);
