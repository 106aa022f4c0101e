/**
 * The second click of a double click sends nothing, where each sending makes something new that is shown once: an invitation,
 * a secret.
 */
const apart = 2000;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
  let sentAt = Number.NEGATIVE_INFINITY;
  form.addEventListener('submit', (event) => {
    if (event.timeStamp - sentAt < apart) event.preventDefault();
    else sentAt = event.timeStamp;
  });
}

export {};
