import { townName } from '#definitions/towns.ts';
import type { PaperFile } from '#samples/papers/index.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Answers } from '#schemas/submission.ts';
import type { Hands } from './hands.ts';

export type Walk = {
  origin: string;
  language: Language;
  answers: Answers;
  papers: readonly PaperFile[];
  scripts: boolean;
  /** Called on every page of the form once it is filled in, before it is sent. */
  onPage?: (hands: Hands, name: string) => Promise<void>;
};

const go = 'form#step button.button:not([name])';

/** What stands between the portal and a person: the embedded provider's page. Not counted; each cloud has its own. */
export const signIn = async ({ page }: Hands, origin: string, language: Language, email: string): Promise<void> => {
  await page.goto(`${origin}/${language}/supplier`);
  await page.fill('#email', email);
  await Promise.all([page.waitForURL(`${origin}/**`), page.press('#email', 'Enter')]);
};

const percent = (bp: number) => String(bp / 100);

/** Fills in the whole form as a supplier with its papers at hand would, in the order of the pages, and submits it. */
export const fillIn = async (hands: Hands, walk: Walk): Promise<void> => {
  const { answers } = walk;
  const { page } = hands;
  const seen = async (name: string) => walk.onPage?.(hands, name);
  const next = async (name: string) => {
    await seen(name);
    await hands.press(go);
  };

  await hands.fill('#name', answers.identity.legalName);
  await seen('new');
  await hands.press('form#firm button.button');

  if (answers.identity.businessNumber) await hands.fill('#businessNumber', answers.identity.businessNumber);
  if (answers.identity.neq) await hands.fill('#neq', answers.identity.neq);
  await next('identity');
  await hands.fill('#email', answers.identity.email);
  await next('contact');
  await hands.tick(`input[name=legalForm][value=${answers.legalForm}]`);
  await hands.fill('#foundedOn', answers.foundedOn.replaceAll('-', ''));
  await hands.fill('#revenueCad', String(answers.revenueCad));
  await next('firm');

  for (const [index, place] of answers.places.entries()) {
    const [, province = '', ...town] = place.region.split('-');
    if (index > 0) await hands.press('button[name=more]');
    await hands.select(`#province-${index}`, province);
    if (town.length > 0) await hands.fill(`#town-${index}`, townName(province, town.join('-')));
  }
  await next('places');

  if (answers.governance) {
    await hands.tick('input[name=held][value=none]');
    await next('owners');
    await hands.tick(`input[name=by][value=${answers.governance.by}]`);
    await hands.fill('#people', String(answers.governance.people));
    for (const [group, count] of Object.entries(answers.governance.groups))
      await hands.fill(`#count-${group}`, String(count));
    await next('governance');
  }
  for (const owner of answers.owners) {
    await hands.press('button[name=add]');
    await hands.fill('#name', owner.name);
    await hands.fill('#bp', percent(owner.bp));
    for (const group of owner.groups) await hands.tick(`input[name=groups][value=${group}]`);
    if (owner.manages) await hands.tick('input[name=role][value=manages]');
    if (owner.controls) await hands.tick('input[name=role][value=controls]');
    await next('owner');
  }
  if (!answers.governance) await next('owners');
  await hands.fill('#employees', String(answers.workforce.employees));
  for (const [group, bp] of Object.entries(answers.workforce.shares)) await hands.fill(`#share-${group}`, percent(bp));
  await next('workforce');

  for (const { certification } of answers.certificates)
    await hands.tick(`input[name=certificates][value=${certification}]`);
  await next('certificates');
  for (const [index, { number, expiresOn }] of answers.certificates.entries()) {
    if (number) await hands.fill(`#number-${index}`, number);
    if (expiresOn) await hands.fill(`#expiresOn-${index}`, expiresOn);
  }
  if (answers.certificates.length > 0) await next('certificate-details');
  for (const [flag, said] of Object.entries(answers.flags))
    if (said) await hands.tick(`input[name=flags][value=${flag}]`);
  await next('statements');
  for (const [index, code] of answers.commodities.entries()) await hands.fill(`#search-${index + 1}`, code);
  await next('commodities');

  for (const paper of walk.papers) {
    const slot = paper.supports[0]?.replace(':', '-') ?? '';
    const file = { name: paper.fileName, mimeType: paper.mediaType, buffer: Buffer.from(paper.bytes) };
    await hands.upload(`#file-${slot}`, file);
    if (!walk.scripts) await hands.press(`#slot-${slot} form[data-upload] button`);
    await page.locator(`#slot-${slot} [data-state]`).first().waitFor({ timeout: 30_000 });
  }
  const accepted = () => page.locator('[data-state=accepted]').count();
  for (let turn = 0; turn < 60 && (await accepted()) < walk.papers.length; turn++) {
    await page.waitForTimeout(500);
    if (!walk.scripts) await page.reload();
  }
  await seen('documents');
  await hands.press('main a.button');

  for (const { institution } of answers.consents) await hands.tick(`input[name=consents][value=${institution}]`);
  await next('consents');
  await hands.fill('#signedBy', answers.attestation.signedBy);
  await hands.fill('#role', answers.attestation.title);
  await hands.tick('#accepted');
  await next('attestation');
  await seen('check');
  await hands.press('main form button.button');
};

/** From the decision on: who recognises the firm, the certificate and what others see of it, a consent given and undone. */
export const goOn = async (hands: Hands, walk: Pick<Walk, 'origin' | 'language' | 'onPage'>, submission: string) => {
  const { page } = hands;
  const seen = async (name: string) => walk.onPage?.(hands, name);
  const at = `${walk.origin}/${walk.language}/supplier/${submission}`;
  await page.goto(at);
  for (let turn = 0; turn < 60 && (await page.locator('.tag--yes').count()) === 0; turn++) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await seen('approved');
  await hands.press('main a[href$="/recognition"]');
  for (let turn = 0; turn < 60 && (await page.locator('.recognition > li').count()) === 0; turn++) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await seen('verdicts');
  await hands.press('.back');
  await seen('firm');
  await hands.press('main a[href$="/certificate"]');
  await hands.press('main form button');
  await seen('certificate');
  await hands.press('main a[href*="/certificates/crd_"]');
  await seen('verification');
  await page.goBack();
  await hands.press('.back');
  await hands.press('main a[href$="/consents"]');
  const given = () => page.locator('.choices').first().locator('li').count();
  const before = await given();
  await hands.press('.choices button[value=yes]');
  await seen('consented');
  const after = await given();
  await hands.press('.banner button[value=no]');
  return { before, after, undone: await given() };
};
