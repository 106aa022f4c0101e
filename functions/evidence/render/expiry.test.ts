import { describe, expect, it } from 'vitest';
import { proposedExpiry } from './expiry.ts';

describe('an expiry date', () => {
  it.each([
    ['Certificate 12. Expiry date September 28, 2027 (2027-09-28)', '2027-09-28'],
    ['Expires: May 1st, 2028', '2028-05-01'],
    ['Ce certificat est valable jusqu’au 1er août 2027.', '2027-08-01'],
    ["Date d'expiration :\n 15 décembre 2026", '2026-12-15'],
    ['Valid until 2027-01-31; previously valid until 2026-01-31', '2026-01-31'],
  ])('is proposed from "%s"', (text, date) => {
    expect(proposedExpiry(text)).toBe(date);
  });
  it.each([
    'Incorporated on March 3, 2011',
    'Expires 03/04/2027',
    'Expires February 30, 2027',
    `${'The certificate may expire without notice. '.padEnd(200, '.')}Signed 2027-01-01`,
  ])('is not read into "%s"', (text) => {
    expect(proposedExpiry(text)).toBeUndefined();
  });
});
