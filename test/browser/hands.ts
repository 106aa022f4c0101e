import type { Page } from 'playwright-core';

/** What a person does on a page, and how often. A field filled or a thing pressed is one interaction. */
export type Hands = {
  readonly page: Page;
  readonly interactions: () => number;
  fill: (selector: string, text: string) => Promise<void>;
  tick: (selector: string) => Promise<void>;
  select: (selector: string, value: string) => Promise<void>;
  /** Presses a button or link, and waits for the page that follows. */
  press: (selector: string) => Promise<void>;
  /** Presses a link that saves a file: the page stays. */
  follow: (selector: string) => Promise<void>;
  upload: (selector: string, file: { name: string; mimeType: string; buffer: Buffer }) => Promise<void>;
};

/** By finger or mouse. */
export const pointing = (page: Page): Hands => {
  let count = 0;
  const one = (selector: string) => page.locator(selector).first();
  return {
    page,
    interactions: () => count,
    fill: async (selector, text) => {
      count++;
      await one(selector).fill(text);
    },
    tick: async (selector) => {
      count++;
      await one(selector).check();
    },
    select: async (selector, value) => {
      count++;
      await one(selector).selectOption(value);
    },
    press: async (selector) => {
      count++;
      await Promise.all([page.waitForNavigation(), one(selector).click()]);
    },
    follow: async (selector) => {
      count++;
      await one(selector).click();
    },
    upload: async (selector, file) => {
      count++;
      await one(selector).setInputFiles(file);
    },
  };
};

/** Most stops of the tab key on one page. */
const stops = 200;

/** By keyboard alone: Tab to it, then type, Space or Enter. What Tab cannot reach does not exist. */
export const typing = (page: Page): Hands => {
  let count = 0;
  const reach = async (selector: string): Promise<void> => {
    const wanted = await page.locator(selector).first().elementHandle();
    const isThere = () => page.evaluate((element) => document.activeElement === element, wanted);
    for (let stop = 0; stop < stops; stop++) {
      if (await isThere()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the tab key does not reach ${selector}`);
  };
  return {
    page,
    interactions: () => count,
    fill: async (selector, text) => {
      count++;
      await reach(selector);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
    tick: async (selector) => {
      count++;
      // Radios are one stop: arrows move within them.
      const radio = await page.locator(selector).first().getAttribute('type');
      if (radio !== 'radio') {
        await reach(selector);
        await page.keyboard.press('Space');
        return;
      }
      const name = await page.locator(selector).first().getAttribute('name');
      await reach(`input[name="${name}"]`);
      await page.keyboard.press('Space');
      for (let turn = 0; turn < 20 && !(await page.locator(selector).first().isChecked()); turn++)
        await page.keyboard.press('ArrowDown');
    },
    select: async (selector, value) => {
      count++;
      await reach(selector);
      const text = await page.locator(`${selector} option[value="${value}"]`).textContent();
      await page.keyboard.type(text ?? '');
    },
    press: async (selector) => {
      count++;
      await reach(selector);
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    },
    follow: async (selector) => {
      count++;
      await reach(selector);
      await page.keyboard.press('Enter');
    },
    upload: async (selector, file) => {
      count++;
      // Listened for before the way there: the browser must know in time that nobody sees its own dialog.
      const chooser = page.waitForEvent('filechooser');
      await reach(selector);
      await page.keyboard.press('Enter');
      await (await chooser).setFiles(file);
    },
  };
};
