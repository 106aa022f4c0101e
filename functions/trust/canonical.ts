/**
 * JSON with the keys of every object in order and no blanks (RFC 8785, for the strings and integers that we use): one
 * value has one text, so what is hashed and signed can be written again by whoever verifies it.
 */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
