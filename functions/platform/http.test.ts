import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachment, bodyOf, languageOf, maximumBodyBytes } from './http.ts';
import { Problem } from './problem.ts';

const event = (body: string | undefined, headers: Record<string, string> = {}, isBase64Encoded = false) => ({
  ...(body !== undefined && { body }),
  isBase64Encoded,
  headers: { 'content-type': 'application/json', ...headers },
});
const codeOf = (run: () => unknown) => {
  try {
    run();
    return 'accepted';
  } catch (error) {
    return error instanceof Problem ? error.code : error;
  }
};

describe('the language of an answer', () => {
  it.each([
    ['fr-CA,fr;q=0.9,en;q=0.5', 'fr'],
    ['en;q=0.3, fr;q=0.8', 'fr'],
    ['de, en-GB;q=0.7', 'en'],
    ['fr;q=0', 'en'],
    ['', 'en'],
  ])('of "%s" is %s', (header, language) => {
    expect(languageOf({ headers: { 'accept-language': header } })).toBe(language);
  });
});

describe('a request body', () => {
  it('is parsed whatever its encoding', () => {
    const text = JSON.stringify({ nom: 'Éloïse' });
    expect(bodyOf(event(text))).toEqual({ nom: 'Éloïse' });
    expect(bodyOf(event(Buffer.from(text).toString('base64'), {}, true))).toEqual({ nom: 'Éloïse' });
  });
  it('is refused with its reason when it is malformed, oversize, of another type, or not UTF-8', () => {
    expect(codeOf(() => bodyOf(event('{"a":')))).toBe('malformed-json');
    expect(codeOf(() => bodyOf(event(undefined)))).toBe('malformed-json');
    expect(codeOf(() => bodyOf(event(`"${'x'.repeat(maximumBodyBytes)}"`)))).toBe('too-large');
    expect(codeOf(() => bodyOf(event('{}', { 'content-type': 'text/xml' })))).toBe('unsupported-media-type');
    expect(codeOf(() => bodyOf(event(Buffer.from([0x22, 0xff, 0x22]).toString('base64'), {}, true)))).toBe(
      'malformed-json',
    );
  });
  it('of any bytes is either JSON or a problem, never another error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const code = codeOf(() => bodyOf(event(Buffer.from(bytes).toString('base64'), {}, true)));
        return code === 'accepted' || code === 'malformed-json';
      }),
    );
  });
});

describe('the name of a file that is saved', () => {
  /** Reads RFC 8187: nothing but its own characters, and the name again. */
  const read = (header: string) => {
    const value = /^attachment; filename\*=UTF-8''((?:%[0-9A-F]{2}|[!#$&+.^_`|~0-9A-Za-z-])*)$/.exec(header)?.[1];
    return value === undefined ? undefined : decodeURIComponent(value);
  };
  it.each(["Reçu d’été (1) – l'atelier*.pdf", 'ᐃᓄᒃᑎᑐᑦ 李 שלום.pdf', 'W̱SÁNEĆ; filename="x".pdf', 'a\r\nb.pdf'])(
    'is %j',
    (name) => expect(read(attachment(name))).toBe(name),
  );
  it('is any name, letter by letter; half a character is no reason to fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(read(attachment(name))).toBe(name.toWellFormed());
      }),
    );
    expect(read(attachment('\ud800.pdf'))).toBe('\ufffd.pdf');
  });
});
