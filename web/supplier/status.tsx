import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { ButtonLink } from '../parts/form.tsx';
import { Banner, type Moment, Tag, Timeline } from '../parts/show.tsx';
import { RecognitionList, recognise, recognitionCount } from '../recognition.tsx';
import { formats } from '../words/say.ts';
import { today } from '../words/today.ts';
import { asIfConfirmed } from './as-if.ts';
import { isOpen, openSubmission, type SubmissionView, soundSections } from './folder.ts';
import { Lines } from './requested.tsx';
import { stateFor, stateTags } from './states.ts';
import { statusWords } from './status-words.ts';
import { LateNote, taskPage } from './tasks.tsx';

const momentsOf = (c: PageContext, view: SubmissionView): Moment[] => {
  const { language } = c.var;
  const said = statusWords[language];
  const f = formats(language);
  const happened: Record<string, string> = said.happened;
  const next: Record<string, string> = said.next;
  const past = view.timeline.map(
    ({ at, event, by, words: stands }): Moment => ({
      title: happened[event] ?? stands,
      when: `${f.moment(at)} · ${said.who[by]}`,
    }),
  );
  const ahead = next[view.state];
  if (!ahead) return past.map((one, index) => (index === past.length - 1 ? { ...one, now: true } : one));
  const { expected } = view;
  const when = expected ? said.expected(f.day(expected.forecastOn), f.day(expected.dueOn)) : said.soon;
  return [...past, { title: ahead, when, now: true, ahead: true }];
};

/** A draft leads to its tasks; anything that was submitted, to where it stands. */
export const submissionPage = async (c: PageContext) => {
  const { view } = await openSubmission(c);
  return isOpen(view) ? taskPage(c, view) : statusPage(c, view);
};

const statusPage = (c: PageContext, view: SubmissionView) => {
  const { language } = c.var;
  const said = statusWords[language];
  const home = `/${language}/supplier/${view.submission}`;
  const firm = `/${language}/supplier/${view.supplier}`;
  const canWithdraw = ['submitted', 'in-review', 'second-reading'].includes(view.state);
  return page(c, {
    title: said.title,
    back: '/supplier',
    children: (
      <>
        <LateNote c={c} />
        <h1>{said.title}</h1>
        <p>
          <Tag state={stateTags[view.state] ?? 'info'}>{stateFor(view.state, language)}</Tag>
        </p>
        {view.state === 'approved' && (
          <Banner c={c} kind="success" title={said.approvedTitle}>
            <p>{said.approvedText}</p>
            <p>
              <a href={`${firm}/recognition`}>{said.recognition}</a>
            </p>
            <p>
              <a href={`${firm}/certificate`}>{said.certificate}</a>
            </p>
          </Banner>
        )}
        {view.reasons && (
          <section>
            <h2>{said.rejectedTitle}</h2>
            <Lines c={c} view={view} lines={view.reasons.lines} />
            {view.reasons.summary && (
              <>
                <p>{said.summary}</p>
                <blockquote class="note">{view.reasons.summary}</blockquote>
              </>
            )}
            {view.reasons.appealBy && (
              <>
                <p>{said.appealBy(formats(language).day(view.reasons.appealBy))}</p>
                <ButtonLink href={`${home}/appeal`}>{said.appeal}</ButtonLink>
              </>
            )}
          </section>
        )}
        <Timeline moments={momentsOf(c, view)} />
        <ul class="plain">
          {view.receipts.map(({ round, receivedAt }) => (
            <li>
              <a href={`${home}/receipt/${round}`}>
                {said.receipt}, {formats(language).moment(receivedAt)}
              </a>
            </li>
          ))}
          {canWithdraw && (
            <li>
              <a href={`${home}/recognition`}>{said.recognitionTitle}</a>
            </li>
          )}
          {view.state === 'lapsed' && (
            <li>
              <a href={`${firm}/observations/new?kind=lapse&submission=${view.submission}`}>{said.lookAgain}</a>
            </li>
          )}
          {canWithdraw && (
            <li>
              <a href={`${home}/withdraw`}>{said.withdraw}</a>
            </li>
          )}
        </ul>
      </>
    ),
  });
};

export const recognitionPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = statusWords[language];
  const [{ view }, network] = await Promise.all([openSubmission(c), networkOf(c)]);
  const on = today();
  const all = recognise(network, asIfConfirmed(soundSections(view.answers), network.vocabulary, on), on, 2);
  return page(c, {
    title: said.recognitionTitle,
    back: `/supplier/${view.submission}`,
    children: (
      <>
        <h1>{said.recognitionTitle}</h1>
        <p class="lead">{recognitionCount(language, all)}</p>
        <p>{said.recognitionNote}</p>
        <RecognitionList c={c} all={all} />
      </>
    ),
  });
};
