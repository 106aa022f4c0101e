import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { malformedXml } from './errors.ts';

/** An element's content: text, nothing, or children by name; a list repeats its element. */
type XmlValue = string | number | boolean | undefined | XmlNode | XmlValue[];
export interface XmlNode {
  [name: string]: XmlValue;
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: false });

/** One XML document. S3 puts its namespace on every root but an error's. */
export function xmlDocument(root: string, content: XmlNode): string {
  const xmlns = root === 'Error' ? '' : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${xmlns}>${children(content)}</${root}>`;
}

function children(node: XmlNode): string {
  return Object.entries(node)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((item) => element(name, item)))
    .join('');
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  return `<${name}>${typeof value === 'object' && !Array.isArray(value) ? children(value) : escapeXml(String(value))}</${name}>`;
}

/** Control characters too: a key may hold them, and S3 writes them as references. */
function escapeXml(text: string): string {
  return text.replace(/[<>&"'\p{Cc}]/gu, (character) => `&#x${character.codePointAt(0)?.toString(16)};`);
}

/** The parsed document, for a schema to check. Throws MalformedXML; a document type is refused, so no entity expands. */
export function parseXml(text: string): unknown {
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) throw malformedXml();
  return parser.parse(text);
}
