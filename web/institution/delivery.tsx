import type * as z from 'zod';
import { ifThere } from '#schemas/api/client.ts';
import { listAttempts, listParked, readDelivery } from '#schemas/api/delivery.ts';
import { readEndpoint } from '#schemas/api/endpoint.ts';
import type { Endpoint } from '#schemas/institution.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { TextField } from '../parts/fields.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { Done, type Row, SummaryList, Table, Tag, type TagState } from '../parts/show.tsx';
import { formats, titled } from '../words/say.ts';
import { ownInstitution } from './own.ts';
import { institutionWords } from './words.ts';

type Standing = z.output<NonNullable<typeof readDelivery.answer>>;

/** The endpoint and its revision; nothing, revision 0, where none was ever set. */
export const endpointOf = async (c: PageContext): Promise<{ endpoint?: Endpoint; revision: number }> => {
  const found = await ifThere(c.var.api(readEndpoint, { params: { institution: ownInstitution(c) } }));
  return found ? { endpoint: found.body, revision: found.revision } : { revision: 0 };
};

const stateTags: Record<Endpoint['state'], TagState> = { active: 'yes', disabled: 'no', unproven: 'near' };

const outcomeOf = (c: PageContext, outcome: string | undefined): string => {
  const said = institutionWords[c.var.language];
  if (outcome === undefined) return said.underWay;
  return ({ delivered: said.taken, proven: said.proven } as Record<string, string>)[outcome] ?? outcome;
};

const standingRows = (c: PageContext, standing: Standing): Row[] => {
  const said = institutionWords[c.var.language];
  const f = formats(c.var.language);
  const { nextTryAt, lastDeliveredAt, lastFailure, trimmed, test } = standing;
  return [
    { key: said.delivered, value: said.of(f.number(standing.delivered), f.number(standing.head)) },
    { key: said.lag, value: f.number(standing.lag) },
    { key: said.failures, value: f.number(standing.failures) },
    ...(nextTryAt ? [{ key: said.nextTry, value: f.moment(nextTryAt) }] : []),
    ...(lastDeliveredAt ? [{ key: said.lastDelivered, value: f.moment(lastDeliveredAt) }] : []),
    ...(lastFailure
      ? [
          {
            key: said.lastFailure,
            value: `${f.moment(lastFailure.at)} · ${lastFailure.reason}${lastFailure.status ? ` (${lastFailure.status})` : ''}`,
          },
        ]
      : []),
    ...(test
      ? [
          {
            key: said.lastTest,
            value: `${f.moment(test.requestedAt)} · ${said.tested(String(test.sequence), outcomeOf(c, test.outcome))}`,
          },
        ]
      : []),
    ...(trimmed ? [{ key: said.trimmed, value: said.trimmedText(String(trimmed.from), String(trimmed.to)) }] : []),
  ];
};

/** A press at an endpoint that delivers: its own key, so that pressing twice is pressing once. */
const Press = ({
  c,
  to,
  hint,
  text,
  kind,
}: {
  c: PageContext;
  to: string;
  hint: string;
  text: string;
  kind?: 'secondary';
}) => (
  <Form c={c} action={`/vendors/delivery/${to}`}>
    <p class="hint">{hint}</p>
    <input type="hidden" name="key" value={crypto.randomUUID()} />
    <Button {...(kind && { kind })}>{text}</Button>
  </Form>
);

const EndpointCard = ({ c, endpoint, standing }: { c: PageContext; endpoint: Endpoint; standing: Standing }) => {
  const { language } = c.var;
  const said = institutionWords[language];
  const { challenge } = endpoint;
  return (
    <section class="card">
      <p>
        <Tag state={stateTags[endpoint.state]}>{said.state_[endpoint.state]}</Tag>{' '}
        <code class="hash">{endpoint.url}</code>
      </p>
      {endpoint.disabledBecause && <p>{said.because[endpoint.disabledBecause]}</p>}
      {challenge && (
        <p>
          {titled(said.lastChallenge, formats(language).moment(challenge.requestedAt), language)} ·{' '}
          {outcomeOf(c, challenge.outcome)}
        </p>
      )}
      {/* An active endpoint has proven itself: what tries it is an event that it knows. */}
      {endpoint.state !== 'active' && (
        <Form c={c} action="/vendors/delivery/challenge">
          <p class="hint">{said.challengeHint}</p>
          <Button>{said.challenge}</Button>
        </Form>
      )}
      {standing.state === 'active' && standing.nextTryAt && (
        <Press c={c} to="resume" hint={said.resumeHint} text={said.resume} />
      )}
      {standing.state === 'active' && standing.lastDeliveredAt && standing.delivered > 0 && (
        <Press c={c} to="test" hint={said.testHint} text={said.test} kind="secondary" />
      )}
      <Form c={c} action="/vendors/delivery/rotate" once>
        <p class="hint">{said.rotateHint}</p>
        <Button kind="secondary">{said.rotate}</Button>
      </Form>
      <div class="actions">
        <ButtonLink href={`/${language}/vendors/delivery/endpoint`} kind="secondary">
          {said.changeEndpoint}
        </ButtonLink>
        {endpoint.state !== 'disabled' && (
          <Form c={c} action="/vendors/delivery/stop">
            <Button kind="warning">{said.stop}</Button>
          </Form>
        )}
      </div>
    </section>
  );
};

const Attempts = async ({ c }: { c: PageContext }) => {
  const { language } = c.var;
  const said = institutionWords[language];
  const f = formats(language);
  const { body } = await c.var.api(listAttempts, { params: { institution: ownInstitution(c) }, query: { limit: 20 } });
  if (body.attempts.length === 0) return <p>{said.noAttempts}</p>;
  return (
    <Table
      caption={said.attempts}
      columns={[
        { head: said.when, rowHeader: true, cell: ({ at }) => f.moment(at) },
        { head: said.events, cell: ({ from, to }) => (from === to ? String(from) : `${from}–${to}`) },
        {
          head: said.outcome,
          cell: ({ outcome, status, reason }) => (
            <>
              <Tag state={outcome === 'delivered' ? 'yes' : 'no'}>{said.outcomes[outcome]}</Tag>{' '}
              {[status, reason].filter(Boolean).join(' · ')}
            </>
          ),
        },
        { head: said.took, numeric: true, cell: ({ milliseconds }) => `${f.number(milliseconds)} ms` },
      ]}
      rows={body.attempts}
    />
  );
};

const Parked = async ({ c }: { c: PageContext }) => {
  const said = institutionWords[c.var.language];
  const { body } = await c.var.api(listParked, { params: { institution: ownInstitution(c) } });
  return (
    <>
      <h2>{said.parked}</h2>
      {body.parked.length === 0 ? (
        <p>{said.noParked}</p>
      ) : (
        <>
          <p>{said.parkedText}</p>
          <ul class="plain">
            {body.parked.map(({ sequence, status, state, parkedAt }) => (
              <li>
                <Form c={c} action={`/vendors/delivery/parked/${sequence}`}>
                  {said.event(sequence)} · {status} · {said.parkedState[state]} ·{' '}
                  {formats(c.var.language).moment(parkedAt)}{' '}
                  {state === 'parked' && (
                    <Button kind="secondary" about={said.event(sequence)}>
                      {said.resend}
                    </Button>
                  )}
                </Form>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** How delivery stands, and everything that an institution can do about it. */
export const deliveryPage = async (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language } = c.var;
  const said = institutionWords[language];
  const params = { institution: ownInstitution(c) };
  const [{ endpoint }, { body: standing }] = await Promise.all([endpointOf(c), c.var.api(readDelivery, { params })]);
  return page(c, {
    title: said.deliveryTitle,
    failed: errors.length > 0,
    back: '/vendors',
    scripts: ['once'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <Done c={c} said={said.done} />
        <h1>{said.deliveryTitle}</h1>
        <p>{said.deliveryLead}</p>
        {endpoint ? (
          <EndpointCard c={c} endpoint={endpoint} standing={standing} />
        ) : (
          <>
            <p>{said.noEndpoint}</p>
            <ButtonLink href={`/${language}/vendors/delivery/endpoint`}>{said.setEndpoint}</ButtonLink>
          </>
        )}
        <h2>{said.standing}</h2>
        <SummaryList c={c} rows={standingRows(c, standing)} />
        <Attempts c={c} />
        <Parked c={c} />
        {endpoint && (
          <>
            <h2>{said.replay}</h2>
            <Form c={c} action="/vendors/delivery/replay">
              <input type="hidden" name="key" value={crypto.randomUUID()} />
              <TextField
                language={language}
                name="after"
                label={said.replayAfter}
                hint={standing.delivered > 0 ? said.replayHint(String(standing.delivered)) : said.nothingToReplay}
                inputmode="numeric"
                width={10}
                value={textOf(c.var.fields, 'after')}
                error={errorOf(errors, 'after')}
              />
              <Button kind="secondary">{said.replay}</Button>
            </Form>
          </>
        )}
      </>
    ),
  });
};
