import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** A file that the pages refer to: its name carries a hash of its content, so browsers keep it for good. */
export type Asset = { address: string; type: string; read: () => { plain: Buffer; brotli: Buffer | undefined } };

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** `site.css` → `/assets/site-1a2b3c4d.css`, found beside the bundle; read when somebody asks for it. */
const load = (folder: URL): Map<string, Asset> => {
  const found = new Map<string, Asset>();
  const files = readdirSync(folder);
  for (const file of files) {
    const [, name, hash, ending = ''] = /^(.+)-([0-9A-Z]{8})\.(\w+)$/.exec(file) ?? [];
    if (!name || !hash) continue;
    const type = types[ending] ?? 'application/octet-stream';
    const read = () => ({
      plain: readFileSync(new URL(file, folder)),
      brotli: files.includes(`${file}.br`) ? readFileSync(new URL(`${file}.br`, folder)) : undefined,
    });
    found.set(`${name}.${ending}`, { address: `/assets/${file}`, type, read });
  }
  return found;
};

let assets: Map<string, Asset> | undefined;
/** Reads them from another folder than the bundle's own: where there is no bundle. */
export const readAssetsFrom = (folder: URL): void => {
  assets = load(folder);
  inlined = undefined;
};
const all = () => {
  assets ??= load(new URL('./assets/', import.meta.url));
  return assets;
};

export const assetAddress = (name: string): string => {
  const asset = all().get(name);
  if (!asset) throw new Error(`no asset ${name}`);
  return asset.address;
};

let inlined: { text: string; hash: string } | undefined;
/** The style sheet that every page needs, as it stands in the first page, and its hash for the content security policy. */
export const inlineStyles = (): { text: string; hash: string } => {
  const text = inlined?.text ?? all().get('site.css')?.read().plain.toString('utf8').trim() ?? '';
  inlined ??= { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
  return inlined;
};

export const assetAt = (address: string): Asset | undefined =>
  [...all().values()].find((asset) => asset.address === address);
