import { documentsFor } from '#schemas/checklist.ts';
import type { Document } from '#schemas/evidence.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { ButtonLink } from '../parts/form.tsx';
import { Banner, Tag, type TagState, TaskList } from '../parts/show.tsx';
import { recognise, recognitionCount } from '../recognition.tsx';
import { today } from '../words/today.ts';
import { asIfConfirmed } from './as-if.ts';
import { documentTaskState } from './documents.tsx';
import { isSkipped, openSections, stateOf, type TaskState, tasks } from './flow.ts';
import { documentsOf, linesSoFar, type SubmissionView, soundSections } from './folder.ts';
import { RequestedItems } from './requested.tsx';
import { attestation } from './steps/attestation.tsx';
import { supplierWords } from './words.ts';

const colours: Record<TaskState, TagState | undefined> = {
  'not-started': 'off',
  'in-progress': 'unknown',
  'to-correct': 'no',
  asked: 'near',
  changeable: 'off',
  done: 'yes',
};

const worst = (states: readonly TaskState[]): TaskState => {
  if (states.every((state) => state === 'done')) return 'done';
  if (states.includes('to-correct')) return 'to-correct';
  return states.every((state) => state === 'not-started') ? 'not-started' : 'in-progress';
};

/** Whether a document came since for every line that was asked about. */
const askedState = (view: SubmissionView, documents: readonly Document[]): TaskState => {
  const since = view.timeline.findLast(({ event }) => event === 'request-information')?.at ?? '';
  const fresh = documents.filter(({ declaredAt, state }) => declaredAt > since && state === 'accepted');
  const asked = linesSoFar(view.answers).filter(({ id }) => view.request?.items.some(({ line }) => line === id));
  return asked.every((line) => documentsFor(line, fresh).length > 0) ? 'done' : 'asked';
};

/** Said to whoever sent a page of a form that was closed meanwhile. */
export const LateNote = ({ c }: { c: PageContext }) => {
  if (c.req.query('late') === undefined) return null;
  const { late, lateText } = supplierWords[c.var.language];
  return (
    <Banner c={c} title={late}>
      <p>{lateText}</p>
    </Banner>
  );
};

/** What there is to do, in any order, and who would recognise the firm by what was said so far. */
export const taskPage = async (c: PageContext, view: SubmissionView) => {
  const { language } = c.var;
  const said = supplierWords[language];
  const [documents, network] = await Promise.all([documentsOf(c), networkOf(c)]);
  const home = `/supplier/${view.submission}`;
  const open = openSections(view);
  const shown = tasks
    .filter(({ pages }) =>
      pages.some((one) => one === 'documents' || !open || one.sections.some((section) => open.has(section))),
    )
    .map(({ group, pages: all }) => {
      const first = all[0];
      const pages = all.filter((one) => !isSkipped(one, view.answers));
      const state = worst(
        pages.map((one) => (one === 'documents' ? documentTaskState(view, documents) : stateOf(one, view, language))),
      );
      const isAsked = open && state === 'done' && first !== attestation;
      return {
        group,
        state: !isAsked ? state : first === 'documents' ? askedState(view, documents) : ('changeable' as const),
        name: first === undefined || first === 'documents' ? said.documents : first.title[language],
        path: `${home}/${first === undefined || first === 'documents' ? 'documents' : first.path}`,
      };
    });
  const groups = [...new Set(shown.map(({ group }) => group))];
  const on = today();
  const recognition = recognise(network, asIfConfirmed(soundSections(view.answers), network.vocabulary, on), on);
  const title = view.state === 'draft' ? said.taskTitle : said.answerTitle;
  return page(c, {
    title,
    back: '/supplier',
    children: (
      <>
        <LateNote c={c} />
        <h1>{title}</h1>
        {view.request && <RequestedItems c={c} view={view} request={view.request} />}
        {open ? (
          <p>{said.answering}</p>
        ) : (
          <p>{said.progress(shown.filter(({ state }) => state === 'done').length, shown.length)}</p>
        )}
        {groups.map((group) => (
          <section>
            <h2>{said.groups[group]}</h2>
            <TaskList
              c={c}
              tasks={shown
                .filter((task) => task.group === group)
                .map(({ name, path, state }) => ({
                  name,
                  path,
                  status:
                    state === 'done' ? (
                      said.task.done
                    ) : (
                      <Tag {...(colours[state] && { colour: colours[state] })}>{said.task[state]}</Tag>
                    ),
                }))}
            />
          </section>
        ))}
        <ButtonLink href={`/${language}${home}/check`}>{open ? said.checkAnswer : said.check}</ButtonLink>
        <aside class="card" aria-labelledby="preview">
          <h2 id="preview">{said.preview}</h2>
          <p>
            {said.previewText} <strong>{recognitionCount(language, recognition)}</strong>
          </p>
          <p>
            <a href={`/${language}${home}/recognition`}>{said.seePreview}</a>
          </p>
        </aside>
      </>
    ),
  });
};
