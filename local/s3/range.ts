import { S3Error } from './errors.ts';

/** First and last byte, both inclusive. */
export interface Range {
  start: number;
  end: number;
}

/**
 * The part that `Range: bytes=…` asks for. Undefined, so the whole, without the header, for one that is no byte range,
 * and for several ranges at once, which S3 does not serve. Throws InvalidRange where nothing of it exists.
 */
export function readRange(header: string | undefined, size: number): Range | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return;
  const range =
    from === ''
      ? { start: Math.max(size - Number(to), 0), end: size - 1 }
      : { start: Number(from), end: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
  if (from !== '' && to !== '' && Number(to) < Number(from)) return;
  if (range.start > range.end) {
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable', {
      elements: { RangeRequested: header ?? '', ActualObjectSize: String(size) },
      headers: { 'content-range': `bytes */${size}` },
    });
  }
  return range;
}
