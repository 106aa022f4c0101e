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
