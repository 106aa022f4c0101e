import * as z from 'zod';
import { malformedXml, S3Error } from './errors.ts';
import { parseXml, type XmlNode } from './xml.ts';

const mostTags = 10;
const tag = z.strictObject({ Key: z.string(), Value: z.string() });
const tagging = z.object({
  Tagging: z.object({
    TagSet: z.union([
      z.string().transform(() => []),
      z.object({ Tag: z.union([tag.transform((one) => [one]), z.array(tag)]) }).transform((set) => set.Tag),
    ]),
  }),
});

/** From `x-amz-tagging: a=1&b=2`. Throws InvalidArgument or InvalidTag. */
export function readTagHeader(value: string | undefined): Record<string, string> {
  return checked([...new URLSearchParams(value ?? '')], 'InvalidArgument');
}

/** From a `<Tagging>` document. Throws MalformedXML or InvalidTag. */
export function readTagDocument(xml: string): Record<string, string> {
  const read = tagging.safeParse(parseXml(xml));
  if (!read.success) throw malformedXml();
  return checked(
    read.data.Tagging.TagSet.map(({ Key, Value }) => [Key, Value]),
    'InvalidTag',
  );
}

export function tagDocument(tags: Record<string, string>): XmlNode {
  return { TagSet: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
}

function checked(pairs: [string, string][], code: 'InvalidArgument' | 'InvalidTag'): Record<string, string> {
  if (pairs.length > mostTags) throw new S3Error(code, `Object tags cannot be greater than ${mostTags}`);
  for (const [name, value] of pairs) {
    if (name === '' || name.length > 128) throw new S3Error('InvalidTag', 'The TagKey you have provided is invalid');
    if (value.length > 256) throw new S3Error('InvalidTag', 'The TagValue you have provided is invalid');
  }
  if (new Set(pairs.map(([name]) => name)).size < pairs.length) {
    throw new S3Error('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  return Object.fromEntries(pairs);
}
