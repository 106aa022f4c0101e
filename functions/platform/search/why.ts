import { type Means, means } from './match.ts';
import { type SearchDocument, type SearchIndex, textsOf } from './search-index.ts';

/** Which word of the query is found where: in which field, in which text, by which means. */
export type Reason = { word: string; field: string; by: Means; text: string };

const meansOf = (
  index: SearchIndex,
  asked: string,
  near: readonly string[],
  forms: readonly string[],
): Means | undefined => {
  if (forms.includes(asked)) return 'written';
  if (forms.some((form) => index.canon(form) === index.canon(asked))) return 'form';
  const start = /^\d{8}$/.test(asked) ? asked.replace(/(?:00)+$/, '') : asked;
  if (start.length > 2 && forms.some((form) => form.startsWith(start))) return 'start';
  const like = (form: string) => near.some((one) => one === form || index.canon(one) === index.canon(form));
  return near.length > 0 && forms.some(like) ? 'spelling' : undefined;
};

/** For each word of a query the best place in one document: the strictest means, then the weightiest field. */
export const reasonsFor = (
  index: SearchIndex,
  document: SearchDocument,
  asked: readonly { word: string; near: readonly string[]; fields?: readonly string[] | undefined }[],
): Reason[] => {
  const places = index.fieldNames.flatMap((field, number) =>
    (document.fields[field] ?? []).map((value) => {
      const words = textsOf(value).flatMap((text) => index.analyse(text).words);
      const forms = words.flatMap(({ word, further }, at) => {
        const next = index.rules.fields[field]!.name ? words[at + 1] : undefined;
        return [word, ...further, ...(next ? [`${word}${next.word}`] : [])];
      });
      return { field, forms, weight: index.weights[number]!, text: typeof value === 'string' ? value : value.of };
    }),
  );
  return asked.flatMap(({ word, near, fields }) => {
    const found = places
      .filter(({ field }) => fields === undefined || fields.includes(field))
      .flatMap(({ field, forms, text, weight }) => {
        const by = meansOf(index, word, near, forms);
        return by ? [{ word, field, by, text, weight }] : [];
      })
      .sort((a, b) => means.indexOf(a.by) - means.indexOf(b.by) || b.weight - a.weight)[0];
    return found ? [{ word: found.word, field: found.field, by: found.by, text: found.text }] : [];
  });
};
