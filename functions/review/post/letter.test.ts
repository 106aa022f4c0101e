import { describe, expect, it } from 'vitest';
import { words as announcements } from '../announce/words.ts';
import { words as notices } from '../notify/words.ts';
import { inFull, layOut } from './letter.ts';

const telling = {
  url: 'https://portal.example.org/fr/submissions/sub_1',
  dueOn: '3 décembre 2026',
  answerBy: '3 décembre 2026',
  appealBy: '3 décembre 2026',
  expiresOn: '3 décembre 2026',
  endsOn: '3 décembre 2026',
  mayAppeal: true,
  items: ['Identité : <b>x</b> & y'],
  reason: 'r',
  days: 30,
};

describe('a message', () => {
  const pairs = [
    ...Object.entries(notices.fr).map(([name, fr]) => ({ name, fr, en: notices.en[name as keyof typeof notices.en] })),
    ...Object.entries(announcements.fr).map(([name, fr]) => ({
      name,
      fr,
      en: announcements.en[name as keyof typeof announcements.en],
    })),
  ];
  it.each(pairs)('$name says as much in French as in English', ({ fr, en }) => {
    const [a, b] = [fr(telling), en(telling)];
    expect(a.paragraphs.length).toBe(b.paragraphs.length);
    expect(a.list?.length).toBe(b.list?.length);
    expect(a.after?.length).toBe(b.after?.length);
    expect(a.subject).not.toBe(b.subject);
    expect(a.link?.url).toBe(telling.url);
  });

  it('says the same in plain text and in HTML, where nothing that was typed is markup', () => {
    const letter = layOut(notices.fr['information-requested'](telling), '<i>Firme</i>', 'fr');
    expect(letter.text).toContain('Bonjour <i>Firme</i>,');
    expect(letter.text).toContain('- Identité : <b>x</b> & y');
    expect(letter.html).toContain('<li>Identité : &#60;b&#62;x&#60;/b&#62; &#38; y</li>');
    expect(letter.html).toContain(`<a href="${telling.url}">`);
    expect(letter.html).toContain('lang="fr"');
  });

  it('breaks no line before a colon in French, and has no space there in English', () => {
    const french = layOut(notices.fr.rejected(telling), 'Firme', 'fr');
    expect(french.subject).toBe('Votre demande est refusée\u00a0: voici pourquoi');
    expect(french.text).toContain(`Ouvrir votre demande\u00a0:\n${telling.url}`);
    expect(layOut(notices.en.rejected(telling), 'Firm', 'en').text).toContain(`Open your submission:\n${telling.url}`);
  });

  it('writes the first of a month as French does', () => {
    expect(inFull('2026-12-01', 'fr')).toBe('1er décembre 2026');
    expect(inFull('2026-12-21', 'fr')).toBe('21 décembre 2026');
    expect(inFull('2026-12-01', 'en')).toBe('December 1, 2026');
  });
});
