import { X509Certificate } from 'node:crypto';

/*
 * Who signed, as the signature itself says: the certificate of the signer in a CMS message (RFC 5652). Nothing of it is
 * checked here, and whoever shows it says so.
 */

type Part = { tag: number; content: Uint8Array; whole: Uint8Array };
const tags = { integer: 0x02, sequence: 0x30, set: 0x31, context0: 0xa0 };

/** The parts of a value in DER, one after the other; what is not DER ends the list. */
const partsOf = (bytes: Uint8Array): Part[] => {
  const parts: Part[] = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    let start = at + 2;
    if (length > 0x84 || length === 0x80) return parts;
    if (length > 0x80) {
      const count = length - 0x80;
      length = bytes.subarray(start, start + count).reduce((sum, byte) => sum * 256 + byte, 0);
      start += count;
    }
    const end = start + length;
    if (end > bytes.length) return parts;
    parts.push({ tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) });
    at = end;
  }
  return parts;
};

const child = (part: Part | undefined, tag: number): Part | undefined =>
  part && partsOf(part.content).find((one) => one.tag === tag);
const hex = (bytes: Uint8Array | undefined) =>
  bytes
    ? Buffer.from(bytes)
        .toString('hex')
        .replace(/^(00)+/, '')
    : '';

/** The name in the certificate that belongs to the signature; undefined where there is none to be read. */
export const signerOf = (message: Uint8Array): string | undefined => {
  const [contentInfo] = partsOf(message);
  const signedData = child(child(contentInfo, tags.context0), tags.sequence);
  const certificates = partsOf(child(signedData, tags.context0)?.content ?? new Uint8Array());
  const signers = signedData && partsOf(signedData.content).findLast(({ tag }) => tag === tags.set);
  const serial = hex(child(child(child(signers, tags.sequence), tags.sequence), tags.integer)?.content);
  const named = certificates.flatMap(({ whole }) => {
    try {
      return new X509Certificate(whole);
    } catch {
      return [];
    }
  });
  const signer = named.find(({ serialNumber }) => hex(Buffer.from(serialNumber, 'hex')) === serial);
  return /^CN=(.+)$/m.exec(signer?.subject ?? '')?.[1]?.trim();
};
