import type { Page, Route } from 'playwright-core';

/** The kinds of field in which Return, or a phone's "Go", sends the form. */
const kinds = ['text', 'search', 'email', 'number', 'date', 'password', 'tel', 'url'];
const fields = `main form :is(${kinds.map((type) => `input[type=${type}]`).join(', ')}, input:not([type])):visible`;

/** What a form sent: where, and what beside its own fields; that is what the button adds. */
type Sent = { method: string; address: string; beside: string[] };

/** The form that a field is in, as the document finds it again. */
const formOf = (page: Page, field: number): Promise<number> =>
  page
    .locator(fields)
    .nth(field)
    .evaluate((input) => [...document.forms].indexOf((input as HTMLInputElement).form as HTMLFormElement));

/** What one does on a page, and what the form then sends; it does not arrive, so that nothing changes. */
const sentBy = async (page: Page, form: number, act: () => Promise<void>): Promise<Sent | undefined> => {
  const own = await page.evaluate(
    (index) => [...new FormData(document.forms[index])].map(([name, value]) => `${name}=${value}`),
    form,
  );
  let sent: Sent | undefined;
  const stop = async (route: Route) => {
    const request = route.request();
    if (!request.isNavigationRequest()) return route.continue();
    const url = new URL(request.url());
    const values = request.method() === 'GET' ? url.searchParams : new URLSearchParams(request.postData() ?? '');
    const rest = [...own];
    const beside = [...values]
      .map(([name, value]) => `${name}=${value.replaceAll('\r\n', '\n')}`)
      .filter((one) => {
        const at = rest.indexOf(one);
        if (at >= 0) rest.splice(at, 1);
        return at < 0;
      });
    sent = { method: request.method(), address: url.pathname, beside };
    await route.fulfill({ status: 204 });
  };
  await page.route('**/*', stop);
  await act();
  for (let turn = 0; turn < 100 && !sent; turn++) await page.waitForTimeout(50);
  await page.unroute('**/*', stop);
  return sent;
};

/** A form that sends nothing twice within seconds is looked at afresh. */
const isSentOnce = (page: Page, form: number): Promise<boolean> =>
  page.evaluate((index) => document.forms[index]?.dataset.once !== undefined, form);

const mainButton = '.button:not(.button--secondary, .button--warning)';

/** Return in every text field of a page does what the main button of its form does, and nothing else: what differs. */
export const returnInEveryField = async (page: Page): Promise<{ count: number; problems: string[] }> => {
  const open = () =>
    page.evaluate(() => {
      for (const folded of document.querySelectorAll<HTMLDetailsElement>('main form details')) folded.open = true;
    });
  const afresh = async (form: number) => {
    if (!(await isSentOnce(page, form))) return;
    await page.reload();
    await open();
  };
  await open();
  const problems: string[] = [];
  const pressed = new Map<number, Sent | undefined>();
  const count = await page.locator(fields).count();
  for (let index = 0; index < count; index++) {
    const form = await formOf(page, index);
    if (!pressed.has(form)) {
      const within = page.locator('form').nth(form);
      const main = (await within.locator(mainButton).count()) > 0 ? mainButton : '.button';
      pressed.set(form, await sentBy(page, form, () => within.locator(main).first().click()));
      await afresh(form);
    }
    const field = page.locator(fields).nth(index);
    const sent = await sentBy(page, form, () => field.press('Enter'));
    const wanted = pressed.get(form);
    if (!sent || JSON.stringify(sent) !== JSON.stringify(wanted))
      problems.push(
        `Return in #${await field.getAttribute('id')}: ${JSON.stringify(sent)}, not ${JSON.stringify(wanted)}`,
      );
    await afresh(form);
  }
  return { count, problems };
};

/** Of every form, what its first button in the order of the document would send, where it is not what its main button sends. */
export const wrongDefaults = (page: Page): Promise<string[]> =>
  page.evaluate((main) => {
    const told = (button: HTMLButtonElement | undefined) =>
      button && [button.name, button.value, button.formAction, button.disabled].join(' ');
    return [...document.forms].flatMap((form) => {
      // A field may be named as a property of the form, such as `elements`.
      const buttons = [...document.querySelectorAll('button')].filter(
        (one) => one.form === form && one.type === 'submit',
      );
      const [first] = buttons;
      const wanted = buttons.find((one) => one.matches(main)) ?? buttons.find((one) => one.matches('.button'));
      const typed = form.querySelector('input:not([type=hidden], [type=file])');
      // Browsers pass over what is not laid out.
      const seen = first?.getClientRects().length;
      if (!typed || !wanted || (seen && told(first) === told(wanted))) return [];
      return [`the default button of form#${form.getAttribute('id')} is ${first?.outerHTML}`];
    });
  }, mainButton);
