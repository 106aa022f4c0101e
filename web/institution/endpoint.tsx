import { isDeepStrictEqual } from 'node:util';
import { readDelivery, replayFeed, resendParked, resumeDelivery, testEndpoint } from '#schemas/api/delivery.ts';
import { challengeEndpoint, disableEndpoint, rotateSecret, setEndpoint } from '#schemas/api/endpoint.ts';
import type { Endpoint } from '#schemas/institution.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { Radios, TextField } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { type Fields, textOf } from '../parts/read-form.ts';
import { errorsIn, isRefusal } from '../refusal.ts';
import { Disputes, disputeErrors, Shown } from '../three-way/conflicts.tsx';
import { meetTexts, textDisputes } from '../three-way/texts.ts';
import { formats } from '../words/say.ts';
import { deliveryPage, endpointOf } from './delivery.tsx';
import { ownInstitution } from './own.ts';
import { secretPage } from './secret.tsx';
import { institutionWords } from './words.ts';

const toDelivery = (c: PageContext, done: string) =>
  c.redirect(`/${c.var.language}/vendors/delivery?done=${done}`, 303);

export const challenge = async (c: PageContext) => {
  await c.var.api(challengeEndpoint, { params: { institution: ownInstitution(c) } });
  return toDelivery(c, 'challenge');
};

export const stop = async (c: PageContext) => {
  const { revision } = await endpointOf(c);
  await c.var.api(disableEndpoint, { params: { institution: ownInstitution(c) }, ifMatch: revision });
  return toDelivery(c, 'stopped');
};

export const resend = async (c: PageContext) => {
  const params = { institution: ownInstitution(c), sequence: Number(c.req.param('sequence')) };
  await c.var.api(resendParked, { params });
  return toDelivery(c, 'resend');
};

const pressed = (operation: typeof resumeDelivery | typeof testEndpoint, done: string) => async (c: PageContext) => {
  const params = { institution: ownInstitution(c) };
  await c.var.api(operation, { params, idempotencyKey: textOf(c.var.fields, 'key') });
  return toDelivery(c, done);
};
export const resume = pressed(resumeDelivery, 'resume');
export const test = pressed(testEndpoint, 'test');

export const replay = async (c: PageContext) => {
  const typed = textOf(c.var.fields, 'after').replace(/\s/g, '');
  const message = institutionWords[c.var.language].badSequence;
  if (!/^\d{1,11}$/.test(typed)) return deliveryPage(c, [{ field: 'after', message }]);
  const { body: standing } = await c.var.api(readDelivery, { params: { institution: ownInstitution(c) } });
  if (Number(typed) > standing.delivered) {
    const beyond = institutionWords[c.var.language].beyondDelivered(String(standing.delivered));
    return deliveryPage(c, [{ field: 'after', message: beyond }]);
  }
  await c.var.api(replayFeed, {
    params: { institution: ownInstitution(c) },
    body: { after: Number(typed) },
    idempotencyKey: textOf(c.var.fields, 'key'),
  });
  return toDelivery(c, 'replay');
};

type Secret = { secret?: string | undefined; publicKey?: string | undefined; until?: string | undefined };

const keyPage = (c: PageContext, { secret, publicKey, until }: Secret) => {
  const { language } = c.var;
  const said = institutionWords[language];
  return secretPage(c, {
    said,
    onwardTo: '/vendors/delivery?done=endpoint',
    children: (
      <>
        <p>
          {secret ? said.secret : said.publicKey}
          <br />
          <code class="hash">{secret ?? publicKey}</code>
        </p>
        {until && <p>{said.secretUntil(formats(language).moment(until))}</p>}
      </>
    ),
  });
};

export const rotate = async (c: PageContext) => {
  const { body } = await c.var.api(rotateSecret, { params: { institution: ownInstitution(c) } });
  return keyPage(c, body);
};

const textsOf = (endpoint: Endpoint | undefined) => ({
  url: endpoint?.url ?? '',
  contact: endpoint?.contact ?? '',
  signature: endpoint?.signature ?? 'hmac-sha256',
  batch: String(endpoint?.batch ?? 1),
});
const typedIn = (fields: Fields) => ({
  url: textOf(fields, 'url'),
  contact: textOf(fields, 'contact'),
  signature: textOf(fields, 'signature'),
  batch: textOf(fields, 'batch'),
});

export const endpointPage = async (c: PageContext, found: readonly FieldError[] = []) => {
  const { language } = c.var;
  const said = institutionWords[language];
  const { endpoint } = await endpointOf(c);
  // Once something was sent, an address that changes goes on there, or begins anew; before, it may begin with what comes next.
  const { body: delivery } = await c.var.api(readDelivery, { params: { institution: ownInstitution(c) } });
  const standing = delivery.state === 'none' ? undefined : delivery;
  const typed = c.req.method === 'POST' ? c.var.fields : c.var.kept;
  const { values, conflicts } = meetTexts(typed, typedIn, textsOf(endpoint));
  const disputes = textDisputes(conflicts, {
    url: { label: said.url },
    contact: { label: said.email },
    signature: { label: said.signature },
    batch: { label: said.batch },
  });
  const errors = [...disputeErrors(disputes, language), ...found];
  if (disputes.length > 0) c.status(409);
  const field = (name: keyof typeof values) => ({ language, name, value: values[name], error: errorOf(errors, name) });
  return page(c, {
    title: endpoint ? said.changeEndpoint : said.setEndpoint,
    failed: errors.length > 0,
    back: '/vendors/delivery',
    form: 'endpoint',
    scripts: ['once'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{endpoint ? said.changeEndpoint : said.setEndpoint}</h1>
        <Form c={c} id="endpoint" once>
          <Shown value={textsOf(endpoint)} />
          <Disputes c={c} disputes={disputes} />
          <TextField {...field('url')} label={said.url} hint={said.urlHint} type="url" />
          <TextField {...field('contact')} label={said.email} type="email" autocomplete="email" />
          <Radios
            {...field('signature')}
            label={said.signature}
            options={[
              { value: 'hmac-sha256', text: 'HMAC-SHA256' },
              { value: 'ed25519', text: 'Ed25519' },
            ]}
          />
          <TextField {...field('batch')} label={said.batch} inputmode="numeric" width={3} />
          <Radios
            language={language}
            name="from"
            error={errorOf(errors, 'from')}
            label={said.from}
            {...(standing && { hint: said.fromHint })}
            value={typed ? textOf(typed, 'from') : standing ? 'now' : (endpoint?.from ?? 'start')}
            options={
              standing
                ? [
                    { value: 'now', text: said.fromHere(String(standing.delivered)) },
                    { value: 'start', text: said.fromAgain },
                  ]
                : [
                    { value: 'start', text: said.fromStart },
                    { value: 'now', text: said.fromNow },
                  ]
            }
          />
          <Button>{said.saveEndpoint}</Button>
        </Form>
      </>
    ),
  });
};

export const saveEndpoint = async (c: PageContext) => {
  const { fields } = c.var;
  const switched = await c.var.switchLanguage();
  if (switched) return switched;
  for (let attempt = 0; ; attempt++) {
    const { endpoint, revision } = await endpointOf(c);
    const kept = textsOf(endpoint);
    const { values, conflicts, shown } = meetTexts(fields, typedIn, kept);
    if (conflicts.length > 0) return endpointPage(c);
    // The first of two clicks saved it, and its answer with the secret was not waited for.
    if (endpoint && isDeepStrictEqual(values, kept) && !isDeepStrictEqual(shown, kept)) return toDelivery(c, 'twice');
    const body = {
      url: values.url,
      contact: values.contact,
      signature: values.signature === 'ed25519' ? ('ed25519' as const) : ('hmac-sha256' as const),
      from: textOf(fields, 'from') === 'now' ? ('now' as const) : ('start' as const),
      batch: Number(values.batch),
    };
    try {
      const params = { institution: ownInstitution(c) };
      const { body: made } = await c.var.api(setEndpoint, { params, body, ifMatch: revision });
      return made.secret || made.publicKey ? keyPage(c, made) : toDelivery(c, 'endpoint');
    } catch (error) {
      if (isRefusal(error, 'stale-version') && attempt < 4) continue;
      return endpointPage(c, errorsIn(error, 'url'));
    }
  }
};
