/** Saves a page of the form while one types, so that leaving it is always safe. Without this, Continue saves. */
const form = document.querySelector<HTMLFormElement>('form[data-autosave]');
if (form) {
  const said = document.createElement('p');
  said.className = 'hint saved';
  said.setAttribute('role', 'status');
  form.append(said);
  let timer = 0;
  let sending: Promise<void> = Promise.resolve();
  let left = false;

  const save = async () => {
    if (left) return;
    const response = await fetch(form.action + location.search, {
      method: 'POST',
      headers: { 'x-autosave': '1' },
      body: new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
    }).catch(() => undefined);
    // Signed out, offline, or changed elsewhere: Continue will tell; nothing is claimed here.
    if (!response?.ok || !response.headers.get('content-type')?.includes('json')) {
      said.textContent = '';
      return;
    }
    const { shown, words } = await response.json();
    const before = form.elements.namedItem('shown');
    if (before instanceof HTMLInputElement) before.value = shown;
    said.textContent = words;
  };
  form.addEventListener('input', () => {
    said.textContent = '';
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      sending = sending.then(save);
    }, 1500);
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    left = true;
    // A save under way changes what the form says it showed: wait for it.
    const { submitter } = event;
    if (form.dataset.waited) return;
    event.preventDefault();
    form.dataset.waited = 'yes';
    // Not at once: a form that is being submitted does not let itself be submitted again.
    sending.finally(() => setTimeout(() => form.requestSubmit(submitter)));
  });
  window.addEventListener('pageshow', () => {
    left = false;
    delete form.dataset.waited;
  });
}
