/*
 * The case by keyboard. Everything here presses what is on the page anyway. Single keys can be turned off (WCAG 2.1.4), and
 * never act while one types.
 */
const remembered = 'case-keys';
const isOn = () => localStorage.getItem(remembered) !== 'off';

const lines = [...document.querySelectorAll<HTMLElement>('[data-line]')];
let current = -1;
const line = () => lines[current];

const goTo = (index: number) => {
  current = Math.max(0, Math.min(lines.length - 1, index));
  line()?.focus();
  line()?.scrollIntoView({ block: 'start' });
};
/** Also where one got by Tab or by a click. */
document.addEventListener('focusin', ({ target }) => {
  const within = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;
  if (within) current = lines.indexOf(within);
});

const press = (selector: string, within: ParentNode = document) => within.querySelector<HTMLElement>(selector)?.click();
const find = (nth: number) => line()?.querySelectorAll<HTMLElement>('input[type=radio]')[nth]?.click();

/** The document after the one that is shown, so that the key walks through all of a line. */
const nextDocument = () => {
  const all = [...(line()?.querySelectorAll<HTMLElement>('[data-document]') ?? [])];
  const shown = new URLSearchParams(location.search).get('document') ?? ' ';
  const at = all.findIndex((one) => `${one.getAttribute('value')}${one.getAttribute('href')}`.includes(shown));
  all[(at + 1) % all.length]?.click();
};

const sheet = document.querySelector<HTMLDetailsElement>('#keys');
const keys: Record<string, () => void> = {
  j: () => goTo(current + 1),
  k: () => goTo(current - 1),
  1: () => find(0),
  2: () => find(1),
  3: () => find(2),
  n: () => {
    const note = line()?.querySelector('textarea');
    const folded = note?.closest('details');
    if (folded) folded.open = true;
    note?.focus();
  },
  d: nextDocument,
  '[': () => press('[data-turn=previous]'),
  ']': () => press('[data-turn=next]'),
  s: () => press('#case .actions button:not([name])'),
  c: () => press('#claim button'),
  i: () => press('#case [value=request]'),
  a: () => press('#case [value=approved]'),
  x: () => press('#case [value=rejected]'),
  q: () => press('.back'),
  '?': () => {
    if (!sheet) return;
    sheet.open = !sheet.open;
    sheet.querySelector('summary')?.focus();
  },
};

const typesInto = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('textarea, select, input:not([type=radio], [type=checkbox])');

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target instanceof HTMLTextAreaElement) line()?.focus();
  const act = keys[event.key];
  if (!act || !isOn() || event.ctrlKey || event.metaKey || event.altKey || typesInto(event.target)) return;
  event.preventDefault();
  act();
});

const toggle = document.querySelector<HTMLElement>('#keys-switch');
const box = toggle?.querySelector('input');
if (toggle && box) {
  toggle.hidden = false;
  box.checked = isOn();
  box.addEventListener('change', () => localStorage.setItem(remembered, box.checked ? 'on' : 'off'));
}

// After a document was opened from a line, its line is where one goes on.
const place = sessionStorage.getItem('case-line');
if (place?.startsWith(`${location.pathname} `)) current = Number(place.split(' ')[1]);
addEventListener('pagehide', () => sessionStorage.setItem('case-line', `${location.pathname} ${current}`));
