type Site = {
  origin: string;
  storeOrigins: readonly string[];
  /** Hash of the one style sheet that may stand in a page. */
  styleHash: string;
};

/** What every answer of the portal tells the browser to refuse: scripts, styles and frames that are not its own. */
export const securityHeaders = ({ origin, storeOrigins, styleHash }: Site): Record<string, string> => {
  const stores = storeOrigins.join(' ');
  return {
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'self' ${styleHash}`,
      "script-src 'self'",
      `img-src 'self' ${stores}`,
      `connect-src 'self' ${stores}`,
      `form-action 'self' ${stores}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(origin.startsWith('https:') && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  };
};
