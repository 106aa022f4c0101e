import { describe, expect, it } from 'vitest';
import { shownAsWritten, unshown } from './shown-as-written.ts';

const codeOf = (text: string) => {
  const [issue] = shownAsWritten(200).safeParse(text).error?.issues ?? [];
  return issue?.code === 'custom' ? issue.params?.code : issue?.code;
};

describe('a name', () => {
  it.each([
    'Fèves & Fils inc.',
    'W̱SÁNEĆ SȾÁUTW̱',
    'xʷməθkʷəy̓əm Sḵwx̱wú7mesh Ltd.',
    'نان‌وایی پارسی',
    'ශ්‍රී ලංකා කඩය',
    'ᐃᓄᒃᑎᑐᑦ ᓴᓇᔨᖏᑦ',
    'בְּרֵאשִׁ֖ית בָּרָ֣א',
    '葛\u{e0100}城商店',
    '\u200fמאפיית שלום (2018)\u200f',
    'Café 24/7 ☕',
    '—',
  ])('is taken as it is written: %s', (name) => {
    expect(codeOf(name)).toBeUndefined();
    expect(unshown(name)).toEqual([]);
  });

  it.each([
    ['hidden-characters', 'an override', 'Acme \u202ectlepmi\u202c inc.'],
    ['hidden-characters', 'an isolate that is left open', 'Acme \u2067inc.'],
    ['hidden-characters', 'a control character', 'Ac\u0000me'],
    ['hidden-characters', 'a next line of C1', 'Ac\u0085me'],
    ['hidden-characters', 'a space without width', 'Ac\u200bme'],
    ['hidden-characters', 'a filler that is a letter', '\u3164'],
    ['hidden-characters', 'tags', 'Acme\u{e0041}\u{e0042}'],
    ['hidden-characters', 'half a character', 'Ac\ud800me'],
    ['hidden-characters', 'a private character', 'Ac\ue000me'],
    ['hidden-characters', 'what stands for what could not be read', 'Ac\ufffdme'],
    ['too-many-marks', 'a flood of marks', `A${'\u0301'.repeat(199)}`],
    ['too-many-marks', 'a flood of joiners', `a${'\u200d'.repeat(20)}b`],
    ['nothing-to-see', 'marks without a letter', '\u0301\u0302'],
    ['nothing-to-see', 'joiners alone', '\u200d\u200c'],
  ])('is refused as %s for %s', (code, _what, name) => {
    expect(codeOf(name)).toBe(code);
    expect(unshown(name)).not.toEqual([]);
  });
});
