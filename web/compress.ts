import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** API Gateway sends on what it is given: pages are compressed here, for phones on slow networks. */
export const compressed: MiddlewareHandler = async (c, next) => {
  await next();
  const accepts = c.req.header('accept-encoding') ?? '';
  const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : undefined;
  const type = c.res.headers.get('content-type') ?? '';
  if (!encoding || c.res.headers.has('content-encoding') || !/^(?:text|application\/(?:json|javascript))/.test(type))
    return;
  const plain = Buffer.from(await c.res.arrayBuffer());
  const small =
    encoding === 'br' ? await brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : await deflate(plain);
  c.res = new Response(Uint8Array.from(small), c.res);
  c.res.headers.set('content-encoding', encoding);
  c.res.headers.append('vary', 'Accept-Encoding');
  c.res.headers.delete('content-length');
};
