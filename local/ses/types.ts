export interface SesOptions {
  /** Where the messages go, one `.eml` file each. */
  dir: string;
  clock?: () => Date;
}

/** The answer to one call, to be sent as `application/json`; an error also sets `x-amzn-errortype`. */
export interface SesAnswer {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

export interface Ses {
  /** `path` without the query, `body` the parsed JSON. Rejects only when the disk does. */
  handle: (method: string, path: string, body: unknown) => Promise<SesAnswer>;
}
