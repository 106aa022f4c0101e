export type Seen = { url: string; status: number; headers: Headers; text: string };

/** A browser without scripts: keeps each origin's cookies and follows redirects, from the portal to the provider and back. */
export const portalVisitor = (origin: string) => {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const key = new URL(url).origin;
    const jar = jars.get(key) ?? new Map<string, string>();
    jars.set(key, jar);
    return jar;
  };
  const go = async (address: string, form?: Record<string, string>): Promise<Seen> => {
    const url = new URL(address, origin).href;
    const jar = jarOf(url);
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (!value || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location) return go(new URL(location, url).href);
    return { url, status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    go,
    /** Opens a page that asks for a sign-in, and signs in at the embedded provider. */
    signIn: async (path: string, person: string): Promise<Seen> => {
      const [, language, rest] = /^\/(fr|en)(.*)$/.exec(path) ?? [];
      const page = await go(`/${language}/sign-in?return=${encodeURIComponent(rest ?? '')}`);
      return go(page.url, { person });
    },
    token: ({ text }: Seen): string => /name="form-token" value="([^"]+)"/.exec(text)?.[1] ?? '',
  };
};
