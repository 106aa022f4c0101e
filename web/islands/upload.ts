/**
 * Sends each file as soon as it is chosen, straight to the store: its hash is taken here first, so what arrives is what
 * was chosen. Without this script the form sends it through the portal.
 */
type Words = Record<
  'sending' | 'hashing' | 'failed' | 'retry' | 'stored' | 'wrongType' | 'tooLarge' | 'empty' | 'signedOut' | 'signIn',
  string
>;
type Permit = { document: { document: string }; permit: { url: string; fields: Record<string, string> } };

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A network that went away often says nothing: an upload that stands still for so long, in ms, has failed. */
const standstill = 45_000;

/** Posts with progress, which fetch cannot tell. */
const post = (url: string, body: FormData, progress: (share: number) => void) =>
  new Promise<boolean>((done) => {
    const request = new XMLHttpRequest();
    const giveUp = () => request.abort();
    let timer = setTimeout(giveUp, standstill);
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, standstill);
      progress(total ? loaded / total : 0);
    };
    // However it ends: answered, failed, or given up.
    request.onloadend = () => {
      clearTimeout(timer);
      removeEventListener('offline', giveUp);
      done(request.status >= 200 && request.status < 300);
    };
    addEventListener('offline', giveUp);
    request.open('POST', url);
    request.send(body);
  });

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Shows the files as they are now; whoever is on one of their buttons stays there. */
const showFiles = (slot: Element, files: Element) => {
  const shown = slot.querySelector('[data-files]');
  if (!shown || shown.innerHTML === files.innerHTML) return;
  const { activeElement } = document;
  const held = shown.contains(activeElement) && activeElement?.closest<HTMLElement>('[data-document]');
  shown.replaceWith(files);
  if (!held) return;
  const again = files.querySelector<HTMLElement>(`[data-document="${held.dataset.document}"] button`);
  (again ?? slot.querySelector<HTMLElement>('input[type=file]'))?.focus();
};

/** Shows the page as it is now, without losing the place. */
const refresh = async () => {
  const response = await fetch(location.href).catch(() => undefined);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const slot of document.querySelectorAll('.upload')) {
    const files = fresh.getElementById(slot.id)?.querySelector('[data-files]');
    if (files) showFiles(slot, files);
  }
  document.querySelector('[data-refresh]')?.remove();
};

/** Until nothing is being checked any more. */
let watching = false;
const watch = async () => {
  if (watching) return;
  watching = true;
  for (let turn = 0; turn < 60; turn++) {
    await wait(turn < 10 ? 700 : 3000);
    const response = await fetch(`${location.pathname}/states`).catch(() => undefined);
    if (!response?.ok) continue;
    const states: { state: string }[] = await response.json();
    if (!states.some(({ state }) => state === 'screening' || state === 'awaiting-upload')) break;
    await refresh();
  }
  watching = false;
  await refresh();
};

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
  const input = form.querySelector<HTMLInputElement>('input[type=file]');
  const status = form.querySelector<HTMLElement>('.upload__status');
  const button = form.querySelector<HTMLButtonElement>('button');
  if (!input || !status || !button) continue;
  const words: Words = JSON.parse(form.dataset.words ?? '{}');
  button.hidden = true;

  const retry = (file: File, text = words.failed) => {
    status.textContent = `${text} `;
    const again = document.createElement('button');
    again.type = 'button';
    again.className = 'link-button';
    again.textContent = words.retry;
    again.onclick = () => {
      // The button goes away; where one was does not.
      input.focus();
      void send(file);
    };
    status.append(again);
  };

  /** The file is still here: whoever signs in elsewhere can send it from this very page. */
  const signedOut = (file: File) => {
    retry(file, words.signedOut);
    const link = document.createElement('a');
    link.href = `${form.dataset.signIn}`;
    link.target = '_blank';
    link.rel = 'noopener';
    link.className = '';
    link.textContent = words.signIn;
    status.append(' ', link);
  };

  /** What became of the file, for those who do not see the list change. */
  const tell = (document_: string) => {
    const shown = document.querySelector(`[data-document="${document_}"]`);
    const told = [...(shown?.querySelectorAll('.file__name, .tag, .error') ?? [])];
    status.textContent = told.map(({ textContent }) => textContent).join(' – ');
    status.classList.add('vh');
  };

  const send = async (file: File): Promise<void> => {
    status.classList.remove('vh');
    if (file.size === 0) status.textContent = words.empty;
    else if (file.size > Number(form.dataset.most)) status.textContent = words.tooLarge;
    else if (!input.accept.split(',').includes(file.type)) status.textContent = words.wrongType;
    else {
      status.textContent = `${words.hashing} …`;
      const sha256 = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
      const fields = new URLSearchParams(
        [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      );
      for (const [name, value] of Object.entries({
        fileName: file.name,
        mediaType: file.type,
        bytes: String(file.size),
        sha256,
      }))
        fields.set(name, value);
      const asked = await fetch(`${form.action}/permit`, { method: 'POST', body: fields }).catch(() => undefined);
      if (!asked || asked.status >= 500) return retry(file);
      if (asked.redirected || !asked.headers.get('content-type')?.includes('json')) return signedOut(file);
      const answer: Permit & { words?: string } = await asked.json();
      if (!asked.ok) {
        status.textContent = answer.words ?? words.failed;
        return;
      }
      const body = new FormData();
      for (const [name, value] of Object.entries(answer.permit.fields)) body.append(name, value);
      body.append('file', file);
      const bar = document.createElement('progress');
      bar.max = 1;
      bar.setAttribute('aria-label', `${words.sending} ${file.name}`);
      status.replaceChildren(`${words.sending} ${file.name} `, bar);
      const arrived = await post(answer.permit.url, body, (share) => {
        bar.value = share;
      });
      if (!arrived) return retry(file);
      status.textContent = `${file.name} – ${words.stored}`;
      input.value = '';
      await refresh();
      await watch();
      tell(answer.document.document);
    }
  };
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void send(file);
  });
}
if (document.querySelector('[data-state=screening]')) void watch();
