declare module 'subset-font' {
  /** A font with only what a text needs, its axes of variation pinned: harfbuzz's hb-subset. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: 'truetype'; variationAxes?: Record<string, number> },
  ): Promise<Buffer>;
}
declare module 'fontverter' {
  const fontverter: { convert: (font: Uint8Array, to: 'truetype') => Promise<Buffer> };
  export default fontverter;
}
declare module 'linebreak' {
  /** Where a line may be broken, after UAX #14. */
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): { position: number; required: boolean } | null;
  }
}
