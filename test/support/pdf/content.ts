/** An operator of a content stream with what stands before it: numbers, names, `<hex>` strings, dictionaries as text. */
export type Operation = { operator: string; operands: string[] };

/** Reads a content stream (ISO 32000-1, 7.8.2) without inline images, which nobody here writes. */
export const operationsIn = (content: string): Operation[] => {
  const operations: Operation[] = [];
  let operands: string[] = [];
  const token =
    /<<(?:[^<>]|<[^<>]*>)*>>|<[0-9a-fA-F\s]*>|\((?:[^()\\]|\\.)*\)|\[[^\]]*\]|\/[^\s/<>()[\]]+|[^\s/<>()[\]]+/g;
  for (const [text] of content.matchAll(token))
    if (/^[/<([]/.test(text) || /^[-+.\d]/.test(text)) operands.push(text);
    else {
      operations.push({ operator: text, operands });
      operands = [];
    }
  return operations;
};

export const painting = new Set(['f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*', 'Tj', 'TJ', "'", '"', 'Do', 'sh']);
