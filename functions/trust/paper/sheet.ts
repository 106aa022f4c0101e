import { formatIn } from '#definitions/format.ts';
import { openFonts, paragraphOf, type Styled, serifWhereWhole } from '#platform/typeset/fonts.ts';
import { fitInBox } from '#platform/typeset/lines.ts';
import { Pen } from '#platform/typeset/pen.ts';
import { type Line, setLine } from '#platform/typeset/shape.ts';
import { TaggedPage } from '#platform/typeset/tagged.ts';
import type { Certificate } from '#schemas/credential.ts';
import type { Language } from '#schemas/primitives.ts';
import { faded, foot, ink, mark, petrol, qrCode, rule, viaduct } from './ornament.ts';
import { words } from './words.ts';

/** US Letter, in points. */
const [width, height] = [612, 792] as const;
const margin = 72;
const measure = width - 2 * margin;
/** The name stands here, as large as it may. */
const nameTop = 546;
const nameHeight = 168;
const nameSizes = [44, 40, 36, 32, 28, 25, 22, 19, 16, 14, 12, 10];
/** Where the code stands, and what is said beside it. */
const code = { x: margin, y: 96, side: 118 };
const beside = code.x + code.side + 26;

/** All that is written, in the first language, in the second, and the name in its own. */
const textsOf = async (certificate: Certificate, address: string, first: Language, second: Language) => {
  const { legalName, certifiedOn, expiresOn } = certificate.credentialSubject;
  const name = paragraphOf(legalName);
  const plain = (text: string) => ({ text, style: 'plain' as const });
  const strong = (text: string) => ({ text, style: 'strong' as const });
  const [one, two] = [words[first], words[second]];
  const [dayIn, dayIn2] = [formatIn(first).date, formatIn(second).date];
  return {
    brand: strong('Passerelle'),
    title: strong(one.title),
    title2: plain(two.title),
    lead: plain(one.lead),
    lead2: plain(two.lead),
    name: { text: name, style: await serifWhereWhole(name) },
    shown: plain(one.shown),
    shown2: plain(two.shown),
    certified: plain(one.certifiedOn),
    certifiedDay: strong(dayIn(certifiedOn)),
    certified2: plain(`${two.certifiedOn} ${dayIn2(certifiedOn)}`),
    valid: plain(one.validUntil),
    validDay: strong(dayIn(expiresOn)),
    valid2: plain(`${two.validUntil} ${dayIn2(expiresOn)}`),
    verify: strong(one.verify),
    scan: plain(one.scan),
    verify2: strong(two.verify),
    scan2: plain(two.scan),
    address: plain(address),
    number: plain(one.number),
    number2: plain(two.number),
    credential: strong(certificate.id.slice(certificate.id.lastIndexOf('/') + 1)),
    motto: plain(one.motto),
    motto2: plain(two.motto),
  };
};

/**
 * The certificate on one page, in the reader's language and then in the other, with a code that leads to the page that
 * verifies it: PDF/UA-1, every letter of the name drawn.
 * @throws Unprintable when a character of the name is in none of the fonts
 */
export const certificatePaper = async (
  certificate: Certificate,
  address: string,
  language: Language,
): Promise<Uint8Array> => {
  const other = language === 'fr' ? 'en' : 'fr';
  const said = words[language];
  const inOther = { lang: words[other].locale };
  const set = await openFonts(await textsOf(certificate, address, language, other));
  const name = set.name.text;
  const issuedAt = new Date(certificate.validFrom);
  const page = await TaggedPage.create(said.document(name), said.locale, issuedAt, [width, height]);
  const pen = new Pen(page);

  const draw = (line: Line, x: number, y: number, size: number, colour: string) =>
    page.draw(pen.write(line, x, y, size, colour));
  /** A text on one line; answers where it ends. */
  const write = (styled: Styled, x: number, y: number, size: number, colour = ink): number => {
    const line = setLine(styled);
    draw(line, x, y, size, colour);
    return x + line.width * size;
  };
  /** A text on as many lines as it takes, from a baseline down; answers the baseline of the last. */
  const wrap = (styled: Styled, y: number, size: number, colour: string): number => {
    const { lines, leading } = fitInBox(styled, measure, 100, [size]);
    for (const [index, line] of lines.entries()) draw(line, margin, y - index * leading, size, colour);
    return y - (lines.length - 1) * leading;
  };
  const paragraph = (content: () => void) => page.element('P', {}, content);
  const inSecond = (content: () => void) => page.element('P', inOther, content);

  page.decorate(viaduct(width, height));
  page.decorate(mark(margin, 668, 0.72));
  page.decorate(foot(width, 46));

  paragraph(() => write(set.brand, margin + 54, 672, 21, petrol));
  const fromRight = (styled: Styled, size: number) => width - margin - setLine(styled).width * size;
  page.element('H1', {}, () => write(set.title, fromRight(set.title, 14), 680, 14));
  inSecond(() => write(set.title2, fromRight(set.title2, 10.5), 664, 10.5, faded));

  // What a short name leaves is shared out above and below it.
  const block = fitInBox(set.name, measure, nameHeight, nameSizes);
  const top = nameTop - (nameHeight - block.height) / 3;
  paragraph(() => write(set.lead, margin, top + 50, 14));
  inSecond(() => write(set.lead2, margin, top + 33, 10.5, faded));
  page.element('H2', { actual: name }, () => {
    for (const [index, line] of block.lines.entries()) {
      const x = line.rtl ? width - margin - line.width * block.size : margin;
      draw(line, x, top - block.ascent - index * block.leading, block.size, petrol);
    }
  });
  let below = top - block.height - 24;
  paragraph(() => {
    below = wrap(set.shown, below, 12.5, ink);
  });
  inSecond(() => wrap(set.shown2, below - 18, 10.5, faded));

  page.decorate(rule(margin, 308, measure));
  const columns = [
    [margin, set.certified, set.certifiedDay, set.certified2],
    [margin + measure / 2, set.valid, set.validDay, set.valid2],
  ] as const;
  for (const [x, label, day, both] of columns) {
    paragraph(() => {
      write(label, x, 285, 10.5, faded);
      write(day, x, 266, 15);
    });
    inSecond(() => write(both, x, 250, 10.5, faded));
  }
  page.decorate(rule(margin, 234, measure));

  const { x, y, side } = code;
  page.element('Figure', { alt: said.code(address), box: [x, y, x + side, y + side] }, () =>
    page.draw(qrCode(address, x, y, side)),
  );
  page.element('H2', {}, () => write(set.verify, beside, 198, 17, petrol));
  paragraph(() => write(set.scan, beside, 180, 10));
  inSecond(() => write(set.verify2, beside, 153, 11.5, petrol));
  inSecond(() => write(set.scan2, beside, 138, 10, faded));
  paragraph(() =>
    page.element('Link', {}, () => {
      const { lines, size, leading } = fitInBox(set.address, width - margin - beside, 24, [8.5, 8, 7.5, 7, 6.5]);
      for (const [index, line] of lines.entries()) draw(line, beside, 112 - index * leading, size, petrol);
      page.link(address, said.link, [beside, 108 - (lines.length - 1) * leading, width - margin, 122]);
    }),
  );
  paragraph(() => {
    const end = write(set.number, margin, 72, 8, faded) + 10;
    let second = end;
    page.element('Span', inOther, () => {
      second = write(set.number2, end, 72, 8, faded) + 10;
    });
    write(set.credential, second, 72, 8);
  });

  paragraph(() => write(set.motto, margin, 26, 9.5, '#ffffff'));
  inSecond(() => write(set.motto2, margin, 12, 8, '#e4eff0'));

  pen.end();
  return page.save();
};
