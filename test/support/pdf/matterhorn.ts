import { XMLValidator } from 'fast-xml-parser';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from 'pdf-lib';
import { operationsIn, painting } from './content.ts';

const name = (text: string) => PDFName.of(text);
const bytesOf = (stream: PDFRawStream) => decodePDFRawStream(stream).decode();
const textOf = (stream: PDFRawStream) => Buffer.from(bytesOf(stream)).toString('latin1');
/** A stream of a dictionary, by its key. */
const streamIn = (dictionary: PDFDict, key: string): PDFRawStream | undefined => {
  const found = dictionary.lookup(name(key));
  return found instanceof PDFRawStream ? found : undefined;
};
export const stringOf = (object: PDFObject | undefined): string | undefined =>
  object instanceof PDFHexString || object instanceof PDFString ? object.decodeText() : undefined;

export type Node = {
  tag: string;
  dictionary: PDFDict;
  reference: PDFRef;
  kids: Node[];
  mcids: number[];
  annotations: PDFRef[];
};

/** The structure tree as it stands in the file. */
export const structureOf = (pdf: PDFDocument): Node | undefined => {
  const { catalog, context } = pdf;
  const root = catalog.lookupMaybe(name('StructTreeRoot'), PDFDict);
  const first = root?.lookup(name('K'), PDFArray).get(0);
  const read = (reference: PDFRef): Node => {
    const dictionary = context.lookup(reference, PDFDict);
    const node: Node = { tag: '', dictionary, reference, kids: [], mcids: [], annotations: [] };
    node.tag = dictionary.lookup(name('S'), PDFName).decodeText();
    for (const kid of dictionary.lookupMaybe(name('K'), PDFArray)?.asArray() ?? [])
      if (kid instanceof PDFNumber) node.mcids.push(kid.asNumber());
      else if (kid instanceof PDFRef) node.kids.push(read(kid));
      else if (kid instanceof PDFDict) node.annotations.push(kid.get(name('Obj')) as PDFRef);
    return node;
  };
  return first instanceof PDFRef ? read(first) : undefined;
};
export const allOf = (node: Node | undefined): Node[] => (node ? [node, ...node.kids.flatMap(allOf)] : []);

/** What each code of a font says (ISO 32000-1, 9.10.3), `beginbfchar` only. */
const meanings = (font: PDFDict): Map<string, string> => {
  const map = streamIn(font, 'ToUnicode');
  const pairs = map ? textOf(map).matchAll(/<([0-9a-f]+)> <([0-9a-f]*)>\n/g) : [];
  return new Map(
    [...pairs].map(([, code = '', text = '']) => [code, Buffer.from(text, 'hex').swap16().toString('utf16le')]),
  );
};

const invisible = (text = '') => /^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(text);

const problemsOfFont = (font: PDFDict, codes: ReadonlySet<string>): string[] => {
  const found: string[] = [];
  const says = meanings(font);
  for (const code of codes) {
    const text = says.get(code);
    if (!text) found.push(`31-027 a code without Unicode: ${code}`);
    else if (/[\0\ufeff\ufffe]/.test(text)) found.push('31-028 a code that says U+0000, U+FEFF or U+FFFE');
  }
  if (font.get(name('Subtype')) === name('Type3')) {
    const pictures = font.lookup(name('CharProcs'), PDFDict);
    for (const code of codes)
      if (!/\d [mlc]/.test(textOf(streamIn(pictures, `g${Number.parseInt(code, 16)}`)!)) && !invisible(says.get(code)))
        found.push(`a drawing of nothing for ${says.get(code)}`);
    return found;
  }
  const descendant = font.lookup(name('DescendantFonts'), PDFArray).lookup(0, PDFDict);
  const descriptor = descendant.lookup(name('FontDescriptor'), PDFDict);
  const program = streamIn(descriptor, 'FontFile2');
  if (!program) return [...found, '31-009 a font that is not embedded'];
  const pictures = streamIn(descendant, 'CIDToGIDMap');
  if (!pictures) return [...found, '31-006 a font without CIDToGIDMap'];
  // A TrueType program read anew: whether each picture is there, is not .notdef, and is as wide as is said.
  const sfnt = Buffer.from(bytesOf(program));
  const table = (tag: string) => {
    for (let at = 12; at < 12 + sfnt.readUInt16BE(4) * 16; at += 16)
      if (sfnt.toString('latin1', at, at + 4) === tag) return sfnt.subarray(sfnt.readUInt32BE(at + 8));
    throw new Error(`no ${tag}`);
  };
  const unitsPerEm = table('head').readUInt16BE(18);
  const long = table('head').readInt16BE(50) === 1;
  const metrics = table('hhea').readUInt16BE(34);
  const count = table('maxp').readUInt16BE(4);
  const ids = Buffer.from(bytesOf(pictures));
  const widths = descendant.lookup(name('W'), PDFArray).lookup(1, PDFArray);
  for (const code of codes) {
    const cid = Number.parseInt(code, 16);
    const id = ids.readUInt16BE(cid * 2);
    if (id === 0) found.push('31-030 .notdef is shown');
    if (id >= count) found.push('31-011 a picture that is not in the program');
    const at = (index: number) =>
      long ? table('loca').readUInt32BE(index * 4) : table('loca').readUInt16BE(index * 2) * 2;
    if (at(id) === at(id + 1) && !invisible(says.get(code))) found.push(`a picture of nothing for ${says.get(code)}`);
    const advance = (table('hmtx').readUInt16BE(Math.min(id, metrics - 1) * 4) * 1000) / unitsPerEm;
    if (Math.abs(advance - widths.lookup(cid - 1, PDFNumber).asNumber()) > 1)
      found.push('31-012 a width that is not the program’s');
  }
  return found;
};

/**
 * What of the Matterhorn Protocol 1.1 a program can check of a document of one page, by the numbers of its failure
 * conditions; written apart from what makes the documents.
 */
export const matterhorn = async (bytes: Uint8Array): Promise<string[]> => {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const found: string[] = [];
  const { catalog } = pdf;
  const must = (holds: unknown, failure: string) => {
    if (!holds) found.push(failure);
  };
  const metadata = streamIn(catalog, 'Metadata');
  const xmp = metadata ? Buffer.from(metadata.contents).toString('utf8') : '';
  must(metadata && XMLValidator.validate(xmp) === true, '06-001 no XMP that can be read');
  must(/<pdfuaid:part>1<\/pdfuaid:part>/.test(xmp), '06-002 no PDF/UA identifier');
  must(/<dc:title>.*<rdf:li xml:lang="x-default">[^<]+<\/rdf:li>/.test(xmp), '06-003 no title');
  must(!metadata?.dict.has(name('Filter')), 'XMP is compressed');
  const preferences = catalog.lookupMaybe(name('ViewerPreferences'), PDFDict);
  must(String(preferences?.get(name('DisplayDocTitle'))) === 'true', '07-001 the title is not shown');
  const marked = catalog.lookupMaybe(name('MarkInfo'), PDFDict);
  must(String(marked?.get(name('Marked'))) === 'true', '06 not marked as tagged');
  must(/^(fr|en)-CA$/.test(stringOf(catalog.get(name('Lang'))) ?? ''), '11-001 no language');

  const tree = structureOf(pdf);
  const nodes = allOf(tree);
  must(tree?.tag === 'Document', '01 no structure');
  const standard = ['Document', 'H1', 'H2', 'H3', 'P', 'Span', 'Figure', 'Link'];
  for (const { tag } of nodes) must(standard.includes(tag), `02-001 not a standard type: ${tag}`);
  let level = 0;
  for (const { tag } of nodes.filter((node) => /^H\d$/.test(node.tag))) {
    const next = Number(tag.slice(1));
    must(next <= level + 1, `14-003 a heading skips a level: ${tag}`);
    level = next;
  }
  for (const { tag, dictionary } of nodes.filter((node) => node.tag === 'Figure')) {
    must(stringOf(dictionary.get(name('Alt'))), `13-004 a figure without a text: ${tag}`);
    must(dictionary.lookupMaybe(name('A'), PDFDict)?.has(name('BBox')), 'a figure without a box');
  }

  const page = pdf.getPage(0).node;
  must(page.get(name('Tabs')) === name('S'), '28-008 tab order is not that of the structure');
  const parents = catalog
    .lookupMaybe(name('StructTreeRoot'), PDFDict)
    ?.lookup(name('ParentTree'), PDFDict)
    .lookup(name('Nums'), PDFArray);
  const parentOf = (key: number) => {
    for (let at = 0; parents && at < parents.size(); at += 2)
      if (parents.lookup(at, PDFNumber).asNumber() === key) return parents.get(at + 1);
    return undefined;
  };
  const byMcid = parentOf(page.lookup(name('StructParents'), PDFNumber).asNumber());
  for (const { mcids, reference } of nodes)
    for (const mcid of mcids)
      must(
        byMcid instanceof PDFArray && byMcid.get(mcid) === reference,
        `01-006 content ${mcid} is lost from its parent`,
      );

  const said = new Set(nodes.flatMap(({ mcids }) => mcids));
  const open: string[] = [];
  const used = new Map<string, Set<string>>();
  let font = '';
  for (const { operator, operands } of operationsIn(textOf(streamIn(page, 'Contents')!))) {
    if (operator === 'BDC' || operator === 'BMC') {
      const [tag = '', properties = ''] = operands;
      const mcid = /\/MCID (\d+)/.exec(properties)?.[1];
      must(open.length === 0 || tag === '/Span', '01-004 content marked twice');
      must(
        tag === '/Artifact' || (mcid !== undefined && said.delete(Number(mcid))),
        `01-005 content of nothing: ${tag}`,
      );
      open.push(tag);
    } else if (operator === 'EMC') must(open.pop(), 'an end without a beginning');
    else if (painting.has(operator)) must(open.length > 0, `01-005 neither tagged nor decoration: ${operator}`);
    if (operator === 'Tf') font = operands[0]?.slice(1) ?? '';
    if (operator === 'Tj') used.set(font, (used.get(font) ?? new Set()).add(operands[0]?.slice(1, -1) ?? ''));
  }
  must(open.length === 0, 'content that is never ended');
  must(said.size === 0, `structure that nothing shows: ${[...said]}`);

  const fonts = page.Resources()?.lookup(name('Font'), PDFDict);
  for (const [id, codes] of used) found.push(...problemsOfFont(fonts!.lookup(name(id), PDFDict), codes));

  for (const reference of page.Annots()?.asArray() ?? []) {
    const annotation = pdf.context.lookup(reference, PDFDict);
    const owner = nodes.find(({ annotations }) => annotations.includes(reference as PDFRef));
    must(owner?.tag === 'Link', '28-011 a link outside of a Link');
    must(stringOf(annotation.get(name('Contents'))), '28-012 a link that says nothing');
    const key = annotation.lookupMaybe(name('StructParent'), PDFNumber)?.asNumber();
    must(key !== undefined && parentOf(key) === owner?.reference, '28-010 a link lost from its parent');
  }
  return found;
};

/** The top and bottom of what each line inks in letters that are drawn (Type 3), by its baseline, from the top down. */
export const drawnLines = async (bytes: Uint8Array): Promise<{ baseline: number; top: number; bottom: number }[]> => {
  const page = (await PDFDocument.load(bytes, { updateMetadata: false })).getPage(0).node;
  const fonts = page.Resources()?.lookup(name('Font'), PDFDict);
  const lines = new Map<number, { top: number; bottom: number }>();
  let [font, size, baseline] = ['', 0, 0];
  for (const { operator, operands } of operationsIn(textOf(streamIn(page, 'Contents')!))) {
    if (operator === 'Tf') [font, size] = [operands[0]?.slice(1) ?? '', Number(operands[1])];
    if (operator === 'Tm') baseline = Number(operands[5]);
    const drawings = operator === 'Tj' && fonts?.lookup(name(font), PDFDict).lookup(name('CharProcs'));
    if (!(drawings instanceof PDFDict)) continue;
    const code = Number.parseInt(operands[0]?.slice(1, -1) ?? '', 16);
    const [, , , bottom = 0, , top = 0] = textOf(streamIn(drawings, `g${code}`)!)
      .split(' ')
      .map(Number);
    const line = lines.get(baseline) ?? { top: baseline, bottom: baseline };
    lines.set(baseline, {
      top: Math.max(line.top, baseline + (top * size) / 1000),
      bottom: Math.min(line.bottom, baseline + (bottom * size) / 1000),
    });
  }
  return [...lines].map(([at, ink]) => ({ baseline: at, ...ink })).sort((a, b) => b.baseline - a.baseline);
};
