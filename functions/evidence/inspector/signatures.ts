import { bytesOf, type Opened, textOf, withMemory } from './pdfium.ts';
import { signerOf } from './signer.ts';

/** A signature as it presents itself; whether it holds is not checked. */
export type Signature = {
  signer: string | undefined;
  /** `2026-11-30 09:12:00 −05:00`, as the signer's clock had it. */
  time: string | undefined;
  reason: string | undefined;
  /** Whether it was made over the whole file: what was added later is not signed. */
  coversFile: boolean;
};

const maximumSignatures = 50;

/** A date as PDF writes it, `D:20261130091200-05'00'`. */
const timeOf = (text: string): string | undefined => {
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', zone = ''] =
    /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(Z|[+-]\d{2}'?\d{2})?/.exec(text) ?? [];
  if (!year) return undefined;
  const offset = zone
    .replace("'", '')
    .replace(/^-(\d{2})(\d{2})$/, '−$1:$2')
    .replace(/^\+(\d{2})(\d{2})$/, '+$1:$2');
  return `${year}-${month}-${day} ${hour}:${minute}:${second} ${offset}`.trim();
};

const unescapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const decoded = (bytes: Buffer): string =>
  bytes[0] === 0xfe && bytes[1] === 0xff
    ? new TextDecoder('utf-16be').decode(bytes.subarray(2))
    : bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
      ? bytes.subarray(3).toString('utf8')
      : bytes.toString('latin1');

/** A string of a PDF, with or without brackets escaped, or in hexadecimal. */
const stringIn = (text: string): string => {
  if (text.startsWith('<')) return decoded(Buffer.from(text.replace(/[^0-9A-Fa-f]/g, ''), 'hex'));
  const plain = text.slice(1, -1).replace(/\\(?:([0-7]{1,3})|\r?\n|([\s\S]))/g, (_, octal, other) => {
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return other === undefined ? '' : (unescapes[other] ?? other);
  });
  return decoded(Buffer.from(plain, 'latin1'));
};

/**
 * What the dictionary around the signature calls its signer. pdfium does not say; a signature's contents stand in the file
 * as they are, never packed, so its dictionary is found around them.
 */
const nameBeside = (file: string, contents: Uint8Array): string | undefined => {
  const start = Buffer.from(contents.subarray(0, 64)).toString('hex');
  const at = start ? file.search(new RegExp(`<${start}`, 'i')) : -1;
  if (at < 0) return undefined;
  const before = file.slice(file.lastIndexOf(' obj', at), at);
  const close = file.indexOf('>', at);
  const after = file.slice(close, Math.min(file.indexOf('endobj', close), close + 65_536));
  const found = /\/Name\s*(\((?:\\[\s\S]|[^\\()])*\)|<[0-9A-Fa-f\s]*>)/.exec(`${before} ${after}`)?.[1];
  return found && stringIn(found).trim();
};

const rangeOf = ({ module }: Opened, handle: number): number[] => {
  const count = module.FPDFSignatureObj_GetByteRange(handle, 0, 0);
  if (count <= 0 || count > 64) return [];
  return withMemory(module, count * 4, (at) => {
    module.FPDFSignatureObj_GetByteRange(handle, at, count);
    return [...new Int32Array(module.memory.buffer.slice(at, at + count * 4))];
  });
};

/** A range from the first byte to the last, with nothing left out but the signature's own contents. */
const covers = (range: readonly number[], bytes: Uint8Array): boolean => {
  const [start, first = 0, second = 0, rest = 0] = range;
  if (range.length !== 4 || start !== 0 || second <= first || second + rest !== bytes.length) return false;
  return /^<[0-9A-Fa-f\s]*>$/.test(Buffer.from(bytes.subarray(first, second)).toString('latin1'));
};

export const signaturesOf = (opened: Opened, bytes: Uint8Array): Signature[] => {
  const { module, document } = opened;
  const count = Math.min(module.FPDF_GetSignatureCount(document), maximumSignatures);
  if (count <= 0) return [];
  const isPlain = module.FPDF_GetSecurityHandlerRevision(document) < 0;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return Array.from({ length: count }, (_, index) => {
    const handle = module.FPDF_GetSignatureObject(document, index);
    const contents = bytesOf(module, (at, size) => module.FPDFSignatureObj_GetContents(handle, at, size));
    const time = bytesOf(module, (at, size) => module.FPDFSignatureObj_GetTime(handle, at, size));
    return {
      signer: signerOf(contents) ?? (isPlain ? nameBeside(file, contents) : undefined),
      time: timeOf(Buffer.from(time).toString('latin1')),
      reason: textOf(module, (at, size) => module.FPDFSignatureObj_GetReason(handle, at, size)).trim() || undefined,
      coversFile: covers(rangeOf(opened, handle), bytes),
    };
  });
};

/** "Signature" is one word in both languages; the rest is as the file has it. */
export const signatureLine = ({ signer, time, reason }: Signature): string =>
  `Signature: ${[signer, time, reason].filter(Boolean).join(' · ') || '–'}`;
