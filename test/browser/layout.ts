import type { Page } from 'playwright-core';

/** Least distance between two things that are not one, in pixels. */
const least = 4;
/** Least distance between an edge that marks a block and what the block says. */
const leastWithin = 8;

/** What stands too close on the page that is shown, to its neighbour or to its own edge, and navigation shown twice. */
export const layoutFaults = (page: Page): Promise<string[]> =>
  page.evaluate(
    ({ least, leastWithin }) => {
      const name = (one: Element) =>
        `${one.tagName.toLowerCase()}${[...one.classList].map((part) => `.${part}`).join('')} “${(one.textContent ?? '').trim().slice(0, 30)}”`;
      /** Laid out where one reads it: neither for screen readers only nor taken out of the flow. */
      const isSeen = (one: Element) => {
        const { width, height } = one.getBoundingClientRect();
        const { position, visibility } = getComputedStyle(one);
        return width > 1 && height > 1 && visibility === 'visible' && !['absolute', 'fixed'].includes(position);
      };
      const before = (one: Element): Element | undefined => {
        let other = one.previousElementSibling;
        while (other && !isSeen(other)) other = other.previousElementSibling;
        return other ?? undefined;
      };
      const apart = (a: Element, b: Element) => {
        const [one, two] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
        return Math.max(two.top - one.bottom, two.left - one.right, one.left - two.right, one.top - two.bottom);
      };
      const glued = [...document.querySelectorAll('main :is(.button, h1 + *, h2, h3, legend + *, .field, form, table)')]
        .filter(isSeen)
        .flatMap((one) => {
          const other = before(one);
          return other && apart(other, one) < least ? [`${name(one)} touches ${name(other)}`] : [];
        });
      const edged = [...document.querySelectorAll('main *')]
        .filter((one) => {
          const { borderLeftWidth, borderRightWidth, paddingLeft, display } = getComputedStyle(one);
          const isEdge = Number.parseFloat(borderLeftWidth) >= 3 && Number.parseFloat(borderRightWidth) < 3;
          return isEdge && display !== 'inline' && isSeen(one) && Number.parseFloat(paddingLeft) < leastWithin;
        })
        .map((one) => `${name(one)} touches its edge`);
      const menus = [...document.querySelectorAll('.top :is(.menu, .nav)')].filter(
        (one) => getComputedStyle(one).display !== 'none',
      );
      return [...glued, ...edged, ...(menus.length === 1 ? [] : [`${menus.length} ways into the navigation`])];
    },
    { least, leastWithin },
  );
