import { formatIn } from '#definitions/format.ts';
import { isolated } from '#schemas/isolate.ts';
import type { Language } from '#schemas/primitives.ts';

/** A day written out: 22 novembre 2026, November 22, 2026. */
export const inFull = (day: string, language: Language): string => formatIn(language).date(day);

/** A message ready to be sent. */
export type Letter = { subject: string; text: string; html: string };

/** What a message says, before it is laid out: paragraphs, a list, and one link to a page with a button. */
export type Words = {
  subject: string;
  paragraphs: readonly string[];
  list?: readonly string[];
  /** Under the list. */
  after?: readonly string[];
  link?: { url: string; words: string };
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const signature: Record<Language, string> = {
  fr: 'Passerelle, le réseau de certification des fournisseurs. Ouvrir ce message ou ses liens ne change rien à votre dossier.',
  en: 'Passerelle, the supplier certification network. Opening this message or its links changes nothing in your file.',
};

const greeting: Record<Language, (name: string) => string> = {
  fr: (name) => `Bonjour ${isolated(name)},`,
  en: (name) => `Hello ${isolated(name)},`,
};

/** As French is set in Canada: no line begins with a colon or a percent sign, none ends with a guillemet that opens. */
const unbroken = (text: string): string => text.replace(/ (?=[:»%$])/g, '\u00a0').replace(/« /g, '«\u00a0');

/** Lays out a message in plain text and in HTML, with the name as its only personal data. */
export const layOut = (words: Words, name: string, language: Language): Letter => {
  const { list = [], link } = words;
  const set = language === 'fr' ? unbroken : (text: string) => text;
  const subject = set(words.subject);
  const [paragraphs, after] = [words.paragraphs.map(set), (words.after ?? []).map(set)];
  const text = [
    greeting[language](name),
    ...paragraphs,
    ...(list.length > 0 ? [list.map((item) => `- ${item}`).join('\n')] : []),
    ...after,
    ...(link ? [`${link.words}${language === 'fr' ? '\u00a0:' : ':'}\n${link.url}`] : []),
    `-- \n${signature[language]}`,
  ].join('\n\n');
  const p = (content: string) => `<p>${content}</p>`;
  const html = [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>`,
    p(escaped(greeting[language](name))),
    ...paragraphs.map((one) => p(escaped(one))),
    ...(list.length > 0 ? [`<ul>${list.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`] : []),
    ...after.map((one) => p(escaped(one))),
    ...(link ? [p(`<a href="${escaped(link.url)}">${escaped(link.words)}</a>`)] : []),
    `<hr><p><small>${escaped(signature[language])}</small></p>`,
    '</body></html>',
  ].join('\n');
  return { subject, text, html };
};
