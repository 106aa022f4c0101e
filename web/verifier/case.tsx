import { listCases } from '#schemas/api/review.ts';
import { stateLabels } from '#workflows/certification-review/transitions.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, type FieldError } from '../parts/errors.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import type { Fields } from '../parts/read-form.ts';
import { Banner, Details, Tag, Timeline } from '../parts/show.tsx';
import { disputeErrors, Shown } from '../three-way/conflicts.tsx';
import { formats } from '../words/say.ts';
import { caseWords } from './case-words.ts';
import { decisionWords } from './decision-words.ts';
import { meetingOf, seenOf } from './findings.ts';
import { type CaseView, holds, type OpenCase, openCase } from './folder.ts';
import { KeySheet } from './keys.tsx';
import { Automatic, disputeOf, Line } from './line.tsx';
import { holderText } from './queue.tsx';
import { queueWords } from './queue-words.ts';
import { EveryFinding } from './saved-findings.tsx';
import { Viewer } from './viewer.tsx';

const Head = ({ c, open: { view, names }, held }: { c: PageContext; open: OpenCase; held: boolean }) => {
  const { language } = c.var;
  const said = caseWords[language];
  const queued = queueWords[language];
  const undecided = ['in-review', 'second-reading'].includes(view.state);
  const base = `/cases/${view.submission}`;
  const holder = holderText(c, view, names);
  const free = holder === queued.nobody;
  return (
    <>
      <h1>{view.supplierName}</h1>
      <p>
        <Tag>{stateLabels[view.state][language]}</Tag> {view.appeal && <Tag>{said.appeal}</Tag>}{' '}
        {queued.kind[view.kind]}, {said.round(view.round)} · {said.dueBy(formats(language).moment(view.dueAt))} ·{' '}
        {queued.holder} {holder}
      </p>
      {undecided && !view.mayClaim && <p>{said.mayNot}</p>}
      {undecided && view.mayClaim && !held && <p>{free ? said.claimFirst : said.heldBySomeone}</p>}
      {undecided && (
        <div class="actions">
          {view.mayClaim && (held || free) && (
            <Form c={c} action={`${base}/claim`} id="claim">
              <Button kind={held ? 'secondary' : undefined}>{held ? said.extend : said.claim}</Button>
            </Form>
          )}
          {held && (
            <Form c={c} action={`${base}/release`}>
              <Button kind="secondary">{said.release}</Button>
            </Form>
          )}
          {view.mayClaim && (
            <ButtonLink href={`/${language}${base}/conflict`} kind="secondary">
              {said.conflict}
            </ButtonLink>
          )}
        </div>
      )}
    </>
  );
};

const Said = ({ view, language }: { view: CaseView; language: 'fr' | 'en' }) => {
  const said = caseWords[language];
  const parts = [
    [said.grounds, view.grounds],
    [said.proposed, view.proposed && decisionWords[language].decide[view.proposed]],
    [said.secondNote, view.secondNote],
    [said.summary, view.summary],
  ] as const;
  return (
    <>
      {parts.map(
        ([title, text]) =>
          text && (
            <>
              <h2 class="h3">{title}</h2>
              <p class="note">{text}</p>
            </>
          ),
      )}
    </>
  );
};

const History = ({ open: { view, names }, language }: { open: OpenCase; language: 'fr' | 'en' }) => {
  const said = caseWords[language];
  const events: Record<string, string> = said.event;
  const f = formats(language);
  return (
    <>
      <h2>{said.history}</h2>
      <Timeline
        moments={view.history.map(({ at, event, by, person }) => ({
          title: events[event] ?? event,
          // The supplier's people are known by their firm alone.
          when: [f.moment(at), said.by[by], by === 'verifier' && person && (names.get(person) ?? person)]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
    </>
  );
};

/** To whoever came second: who has the case, the way back to the queue, and to the next case that is free. */
const Taken = async ({ c, open: { view, names } }: { c: PageContext; open: OpenCase }) => {
  const said = caseWords[c.var.language];
  const { body } = await c.var.api(listCases, { query: { view: 'unclaimed', limit: 2 } });
  const next = body.cases.find(({ submission }) => submission !== view.submission);
  const free = holderText(c, view, names) === queueWords[c.var.language].nobody;
  const at = (path: string) => `/${c.var.language}/cases${path}`;
  return (
    <Banner c={c}>
      <p>{free ? said.takenBefore : said.takenBy(holderText(c, view, names))}</p>
      <p>
        <a href={at('')}>{said.toQueue}</a>
        {next && (
          <>
            {' · '}
            <a href={at(`/${next.submission}`)}>{said.toNext(next.supplierName)}</a>
          </>
        )}
      </p>
    </Banner>
  );
};

/** The whole case on one page: the checklist, and beside it the document that one looks at. */
export const showCase = (
  c: PageContext,
  open: OpenCase,
  after?: { fields: Fields; errors: FieldError[]; stale?: boolean },
) => {
  const { language } = c.var;
  const said = caseWords[language];
  const { view } = open;
  const held = holds(c, view);
  const working = held && view.state === 'in-review';
  const looked = view.checklist.filter(({ finding }) => finding).length;
  const meeting = meetingOf(view.checklist, working ? (after?.fields ?? c.var.kept) : undefined);
  const disputes = meeting.conflicts.map((one) => disputeOf(c, open, one));
  const errors = [...disputeErrors(disputes, language), ...(after?.errors ?? [])];
  if (disputes.length > 0) c.status(409);
  const lines = view.checklist.map((line) => (
    <Line
      c={c}
      open={open}
      line={line}
      held={working}
      typed={meeting.typed(line)}
      errors={errors}
      dispute={disputes.find(({ at }) => at === line.id)}
    />
  ));
  return page(c, {
    title: view.supplierName,
    failed: errors.length > 0,
    back: '/cases',
    wide: true,
    scripts: ['case-keys'],
    ...(working && { form: 'case' }),
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        {after?.stale && (
          <Banner c={c}>
            <p>{said.stale}</p>
          </Banner>
        )}
        {c.req.query('saved') !== undefined && !after && (
          <Banner c={c} kind="success">
            <p>{said.saved}</p>
          </Banner>
        )}
        {c.req.query('taken') !== undefined && !held && <Taken c={c} open={open} />}
        <Head c={c} open={open} held={held} />
        <KeySheet language={language} />
        <Said view={view} language={language} />
        {view.automatic.length > 0 && (
          <>
            <h2 class="h3">{said.automatic}</h2>
            <Automatic c={c} found={view.automatic} view={view} />
          </>
        )}
        <div class="beside">
          <div class="beside__main">
            <h2>{said.checklist}</h2>
            <p>{said.progress(looked, view.checklist.length)}</p>
            {working ? (
              <Form c={c} id="case">
                <Shown value={seenOf(view.checklist)} />
                {lines}
                <div class="actions">
                  <Button>{said.save}</Button>
                  <Button name="go" value="request" kind="secondary">
                    {said.toRequest}
                  </Button>
                  <Button name="go" value="approved" kind="secondary">
                    {said.toApprove}
                  </Button>
                  <Button name="go" value="rejected" kind="secondary">
                    {said.toReject}
                  </Button>
                </div>
              </Form>
            ) : (
              lines
            )}
            {held && view.state === 'second-reading' && (
              <ButtonLink href={`/${language}/cases/${view.submission}/second`}>{said.toSecond}</ButtonLink>
            )}
          </div>
          <Viewer c={c} view={view} held={working} />
        </div>
        <Details summary={said.uploaded}>
          <ul class="plain">
            {view.documents.map(({ document, fileName, evidenceType }) => (
              <li>
                <a href={`/${language}/cases/${view.submission}?document=${document}#viewer`}>
                  {fileName} ({said.evidenceType[evidenceType]})
                </a>
              </li>
            ))}
          </ul>
        </Details>
        <History open={open} language={language} />
        <EveryFinding c={c} open={open} />
      </>
    ),
  });
};

export const casePage = async (c: PageContext) => showCase(c, await openCase(c));
