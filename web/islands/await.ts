/**
 * Asks again until what the page waits for is ready, and shows it in its place; until then, how far it is
 * (`data-progress`). Without this, a link does.
 */
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const isReady = () => document.getElementById('awaited')?.dataset.ready !== undefined;

for (let turn = 0; turn < 120 && !isReady(); turn++) {
  await wait(turn < 10 ? 1000 : 5000);
  const response = await fetch(location.href).catch(() => undefined);
  if (!response?.ok) continue;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('awaited');
  const shown = document.getElementById('awaited');
  // Only when it changes: each change is read out.
  if (fresh && shown && fresh.dataset.ready !== undefined) {
    shown.dataset.ready = '';
    // More than this place is new: what can be done only now comes with the page.
    if (shown.dataset.reload !== undefined) location.reload();
    shown.replaceChildren(...fresh.childNodes);
  } else {
    const progress = fresh?.querySelector('[data-progress]');
    if (progress) shown?.querySelector('[data-progress]')?.replaceChildren(...progress.childNodes);
  }
}

export {};
