import { inflateSync } from 'node:zlib';

/** What one stream may unpack to, through all its layers: well above a scanned page at 600 dots per inch. */
const maximumStream = 128 * 1024 * 1024;

/** Whether some stream of the file is a bomb: deflated data that unpacks past the limit, once or several times over. */
export const unpacksTooFar = (bytes: Uint8Array): boolean => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = all.indexOf('stream'); at >= 0; at = all.indexOf('stream', at + 6)) {
    const start = at + 6 + (all[at + 6] === 0x0d ? 2 : 1);
    // Only what begins as zlib data does; the length is found by the decoder itself.
    if ((all[start] ?? 0) % 16 === 8 && isBomb(all.subarray(start), 4)) return true;
  }
  return false;
};

const isBomb = (data: Buffer, layers: number): boolean => {
  try {
    const plain = inflateSync(data, { maxOutputLength: maximumStream });
    return layers > 0 && (plain[0] ?? 0) % 16 === 8 && isBomb(plain, layers - 1);
  } catch (error) {
    return error instanceof RangeError;
  }
};

const suspects = ['EmbeddedFile', 'JavaScript', 'JS', 'Launch'];
/** Object streams hide names from a plain search; what they unpack to is bounded, a bomb is passed over. */
const maximumUnpacked = 8 * 1024 * 1024;

/** The telling names that stand in the file, also inside compressed object streams and written with `#xx`. */
export const namesIn = (bytes: Uint8Array): Set<string> => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const found = new Set<string>();
  const look = (part: string) => {
    for (const [, name = ''] of part.matchAll(/\/([A-Za-z#][\w#]*)/g)) {
      const plain = name.replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
      if (suspects.includes(plain)) found.add(plain);
    }
  };
  // Names count outside streams only: the bytes of an image may spell anything.
  look(text.replace(/stream\r?\n[\s\S]*?endstream/g, ''));
  let unpacked = 0;
  for (const match of text.matchAll(/\/ObjStm\b[^>]*>>\s*stream\r?\n([\s\S]*?)endstream/g)) {
    try {
      const plain = inflateSync(Buffer.from(match[1] ?? '', 'latin1'), { maxOutputLength: maximumUnpacked - unpacked });
      unpacked += plain.length;
      look(plain.toString('latin1'));
    } catch {
      // Not deflated, damaged, or a bomb: pdfium's own counts stand.
    }
  }
  return found;
};
