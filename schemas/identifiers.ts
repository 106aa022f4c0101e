import * as z from 'zod';

/** Prefixed, sortable identifiers: `sub_01jd…`. The prefix tells what a thing is wherever its id appears. */
const id = <P extends string>(prefix: P) =>
  z.templateLiteral([prefix, '_', z.string().regex(/^[0-9a-z]{26}$/)]).meta({ id: `${prefix}Id` });
export const supplierId = id('sup');
export const submissionId = id('sub');
export const documentId = id('doc');
/** A person's id is what the identity provider calls `sub`. */
export const personId = z.string().min(1).max(128);

const digits = (text: string) => text.replace(/[\s-]/g, '');

/** Luhn check of a string of digits (ISO/IEC 7812-1 annex B). */
export const luhn = (number: string): boolean => {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = Number(number[number.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/**
 * Business Number of the Canada Revenue Agency: 9 digits with a Luhn check digit, optionally followed by a program
 * account (two letters and 4 digits). Spaces, hyphens and lower case are accepted; it is stored normalised.
 */
export const businessNumber = z
  .string()
  .transform((text) => digits(text).toUpperCase())
  .refine((text) => /^\d{9}(?:R[TPCMRDENG]\d{4})?$/.test(text), { params: { code: 'bn-form' } })
  .refine((text) => !/^\d{9}/.test(text) || luhn(text.slice(0, 9)), { params: { code: 'bn-check-digit' } });

/** Numéro d'entreprise du Québec: only its form can be checked; no check digit is documented. */
export const neq = z
  .string()
  .transform(digits)
  .refine((text) => /^(?:11|22|33|88)\d{8}$/.test(text), { params: { code: 'neq-form' } });

/** UNSPSC commodity: 8 digits in four levels of two. */
export const commodityCode = z.string().regex(/^\d{8}$/);

/** A SHA-256 hash, lower-case hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
