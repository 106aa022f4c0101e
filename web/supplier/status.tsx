import { appealDecision, withdrawSubmission } from '#schemas/api/intake.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { ErrorSummary, errorOf } from '../parts/errors.tsx';
import { TextArea } from '../parts/fields.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { Banner, type Moment, Tag, Timeline } from '../parts/show.tsx';
import { RecognitionList, recognise, recognitionCount } from '../recognition.tsx';
import { formats, say } from '../words/say.ts';
import { asIfConfirmed } from './as-if.ts';
import { isOpen, openSubmission, type SubmissionView, soundSections, submissionOf } from './folder.ts';
import { Lines } from './requested.tsx';
import { stateColours, stateFor } from './states.ts';
import { taskPage, today } from './tasks.tsx';

const words = say({
  en: {
    title: 'Where your submission stands',
    who: { supplier: 'You', verifier: 'A verifier', network: 'The network' },
    happened: {
      submit: 'Submitted',
      check: 'Received and checked automatically; a verifier looks at it next',
      'request-information': 'More information was requested',
      answer: 'You answered',
      approve: 'Approved',
      reject: 'Rejected',
      propose: 'A first verifier proposed a decision',
      'confirm-approval': 'Approved after a second reading',
      'confirm-rejection': 'Rejected after a second reading',
      return: 'Returned to the first verifier',
      withdraw: 'Withdrawn',
      lapse: 'Closed for want of an answer',
      appeal: 'Appealed',
    },
    next: {
      submitted: 'Automatic checks, then a verifier',
      'in-review': 'A verifier has it: the decision',
      'second-reading': 'A second verifier has it: the decision',
    },
    expected: (forecast: string, due: string) => `Expected around ${forecast}; due by ${due} at the latest.`,
    soon: 'Usually within a few minutes.',
    rejectedTitle: 'Why it was rejected, and what would answer it',
    appealBy: (day: string) => `You can appeal once, until ${day}; another verifier will look at it.`,
    appeal: 'Appeal the decision',
    appealTitle: 'Appeal the decision',
    grounds: 'Why should the decision be different?',
    groundsHint: 'Say for each point what the verifier should look at. At most 5,000 characters.',
    noGrounds: 'Say why the decision should be different',
    sendAppeal: 'Send the appeal',
    withdraw: 'Withdraw the submission',
    withdrawTitle: 'Withdraw the submission?',
    withdrawText: 'The review stops. What you filled in stays with you, and you can start again later.',
    withdrawYes: 'Yes, withdraw it',
    withdrawNo: 'No, go back',
    receipt: 'Receipt',
    approvedTitle: 'The firm is certified',
    approvedText: 'Every institution has been told what its own definition says of the firm.',
    recognition: 'See who recognises you, and why',
    certificate: 'Get the certificate',
    lookAgain: 'Ask a person to look at this again',
    recognitionTitle: 'Who will recognise you',
    recognitionNote:
      'A preview: it takes what you said so far as confirmed by a verifier. Nothing of it is stored or sent to anyone.',
    summary: 'In the verifier’s words:',
    back: 'Back to the tasks',
  },
  fr: {
    title: 'Où en est votre demande',
    who: { supplier: 'Vous', verifier: 'Une personne qui vérifie', network: 'Le réseau' },
    happened: {
      submit: 'Envoyée',
      check: 'Reçue et contrôlée automatiquement ; une personne l’examine ensuite',
      'request-information': 'Des renseignements ont été demandés',
      answer: 'Vous avez répondu',
      approve: 'Approuvée',
      reject: 'Refusée',
      propose: 'Une première personne a proposé une décision',
      'confirm-approval': 'Approuvée après une seconde lecture',
      'confirm-rejection': 'Refusée après une seconde lecture',
      return: 'Renvoyée à la première personne',
      withdraw: 'Retirée',
      lapse: 'Close faute de réponse',
      appeal: 'Portée en appel',
    },
    next: {
      submitted: 'Contrôles automatiques, puis une personne',
      'in-review': 'Une personne l’a en main : la décision',
      'second-reading': 'Une seconde personne l’a en main : la décision',
    },
    expected: (forecast, due) => `Prévue vers le ${forecast} ; au plus tard le ${due}.`,
    soon: 'D’ordinaire en quelques minutes.',
    rejectedTitle: 'Pourquoi elle est refusée, et ce qui y répondrait',
    appealBy: (day) => `Vous pouvez faire appel une fois, jusqu’au ${day} ; une autre personne l’examinera.`,
    appeal: 'Faire appel de la décision',
    appealTitle: 'Faire appel de la décision',
    grounds: 'Pourquoi la décision devrait-elle être différente ?',
    groundsHint: 'Dites pour chaque point ce qu’il faudrait regarder. Au plus 5 000 caractères.',
    noGrounds: 'Dites pourquoi la décision devrait être différente',
    sendAppeal: 'Envoyer l’appel',
    withdraw: 'Retirer la demande',
    withdrawTitle: 'Retirer la demande ?',
    withdrawText: 'L’examen s’arrête. Ce que vous avez rempli reste à vous, et vous pourrez recommencer plus tard.',
    withdrawYes: 'Oui, la retirer',
    withdrawNo: 'Non, revenir',
    receipt: 'Accusé de réception',
    approvedTitle: 'L’entreprise est certifiée',
    approvedText: 'Chaque institution sait maintenant ce que sa propre définition dit de l’entreprise.',
    recognition: 'Voir qui vous reconnaît, et pourquoi',
    certificate: 'Obtenir le certificat',
    lookAgain: 'Demander qu’une personne revoie cette décision',
    recognitionTitle: 'Qui vous reconnaîtra',
    recognitionNote:
      'Un aperçu : il tient pour confirmé ce que vous avez dit jusqu’ici. Rien n’en est conservé ni envoyé à personne.',
    summary: 'Dans les mots de la personne qui a vérifié :',
    back: 'Revenir aux tâches',
  },
});

const momentsOf = (c: PageContext, view: SubmissionView): Moment[] => {
  const { language } = c.var;
  const said = words[language];
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
  const said = words[language];
  const home = `/${language}/supplier/${view.submission}`;
  const firm = `/${language}/supplier/${view.supplier}`;
  const canWithdraw = ['submitted', 'in-review', 'second-reading'].includes(view.state);
  return page(c, {
    title: said.title,
    back: '/supplier',
    children: (
      <>
        <h1 class="govuk-heading-l">{said.title}</h1>
        <p>
          <Tag colour={stateColours[view.state] ?? 'blue'}>{stateFor(view.state, language)}</Tag>
        </p>
        {view.state === 'approved' && (
          <Banner c={c} kind="success" title={said.approvedTitle}>
            <p class="govuk-body">{said.approvedText}</p>
            <p class="govuk-body">
              <a class="govuk-link govuk-notification-banner__link" href={`${firm}/recognition`}>
                {said.recognition}
              </a>
            </p>
            <p class="govuk-body">
              <a class="govuk-link govuk-notification-banner__link" href={`${firm}/certificate`}>
                {said.certificate}
              </a>
            </p>
          </Banner>
        )}
        {view.reasons && (
          <section>
            <h2 class="govuk-heading-m">{said.rejectedTitle}</h2>
            <Lines c={c} view={view} lines={view.reasons.lines} />
            {view.reasons.summary && (
              <>
                <p class="govuk-body">{said.summary}</p>
                <blockquote class="govuk-inset-text">{view.reasons.summary}</blockquote>
              </>
            )}
            {view.reasons.appealBy && (
              <>
                <p class="govuk-body">{said.appealBy(formats(language).day(view.reasons.appealBy))}</p>
                <ButtonLink href={`${home}/appeal`}>{said.appeal}</ButtonLink>
              </>
            )}
          </section>
        )}
        <Timeline moments={momentsOf(c, view)} />
        <ul class="govuk-list">
          {view.receipts.map(({ round, receivedAt }) => (
            <li>
              <a class="govuk-link" href={`${home}/receipt/${round}`}>
                {said.receipt}, {formats(language).moment(receivedAt)}
              </a>
            </li>
          ))}
          {canWithdraw && (
            <li>
              <a class="govuk-link" href={`${home}/recognition`}>
                {said.recognitionTitle}
              </a>
            </li>
          )}
          {view.state === 'lapsed' && (
            <li>
              <a class="govuk-link" href={`${firm}/observations/new?kind=lapse&submission=${view.submission}`}>
                {said.lookAgain}
              </a>
            </li>
          )}
          {canWithdraw && (
            <li>
              <a class="govuk-link" href={`${home}/withdraw`}>
                {said.withdraw}
              </a>
            </li>
          )}
        </ul>
      </>
    ),
  });
};

export const recognitionPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = words[language];
  const [{ view }, network] = await Promise.all([openSubmission(c), networkOf(c)]);
  const on = today();
  const all = recognise(network, asIfConfirmed(soundSections(view.answers), network.vocabulary, on), on, 2);
  return page(c, {
    title: said.recognitionTitle,
    back: `/supplier/${view.submission}`,
    children: (
      <>
        <h1 class="govuk-heading-l">{said.recognitionTitle}</h1>
        <p class="govuk-body-l">{recognitionCount(language, all)}</p>
        <p class="govuk-body">{said.recognitionNote}</p>
        <RecognitionList c={c} all={all} />
      </>
    ),
  });
};

export const withdrawPage = (c: PageContext) => {
  const { language } = c.var;
  const said = words[language];
  const home = `/supplier/${submissionOf(c)}`;
  return page(c, {
    title: said.withdrawTitle,
    back: home,
    children: (
      <>
        <h1 class="govuk-heading-l">{said.withdrawTitle}</h1>
        <p class="govuk-body">{said.withdrawText}</p>
        <Form c={c}>
          <div class="govuk-button-group">
            <Button kind="warning">{said.withdrawYes}</Button>
            <a class="govuk-link" href={`/${language}${home}`}>
              {said.withdrawNo}
            </a>
          </div>
        </Form>
      </>
    ),
  });
};

export const withdraw = async (c: PageContext) => {
  const submission = submissionOf(c);
  await c.var.api(withdrawSubmission, { params: { submission }, idempotencyKey: `${submission}-withdraw` });
  return c.redirect(`/${c.var.language}/supplier/${submission}`, 303);
};

export const appealPage = (c: PageContext) => {
  const { language, kept } = c.var;
  const said = words[language];
  const home = `/supplier/${submissionOf(c)}`;
  const errors = c.req.query('errors') === undefined ? [] : [{ field: 'grounds', message: said.noGrounds }];
  return page(c, {
    title: said.appealTitle,
    failed: errors.length > 0,
    back: home,
    form: 'appeal',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1 class="govuk-heading-l">{said.appealTitle}</h1>
        <Form c={c} id="appeal">
          <TextArea
            language={language}
            name="grounds"
            label={said.grounds}
            hint={said.groundsHint}
            value={kept ? textOf(kept, 'grounds') : ''}
            error={errorOf(errors, 'grounds')}
            rows={10}
            maximum={5000}
          />
          <Button>{said.sendAppeal}</Button>
        </Form>
      </>
    ),
  });
};

export const appeal = async (c: PageContext) => {
  const switched = await c.var.switchLanguage(appealPage, c);
  if (switched) return switched;
  const submission = submissionOf(c);
  const grounds = textOf(c.var.fields, 'grounds').slice(0, 5000);
  if (!grounds) return c.redirect(`/${c.var.language}${c.var.path}?errors=1`, 303);
  await c.var.api(appealDecision, {
    params: { submission },
    body: { grounds },
    idempotencyKey: `${submission}-appeal`,
  });
  return c.redirect(`/${c.var.language}/supplier/${submission}`, 303);
};
