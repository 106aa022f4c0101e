import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { ButtonLink } from '../parts/form.tsx';
import { type Colour, Tag, TaskList } from '../parts/show.tsx';
import { recognise, recognitionCount } from '../recognition.tsx';
import { asIfConfirmed } from './as-if.ts';
import { documentTaskState } from './documents.tsx';
import { openSections, stateOf, type TaskState, tasks } from './flow.ts';
import { documentsOf, type SubmissionView, soundSections } from './folder.ts';
import { RequestedItems } from './requested.tsx';
import { supplierWords } from './words.ts';

const colours: Record<TaskState, Colour | undefined> = {
  'not-started': 'grey',
  'in-progress': 'blue',
  'to-correct': 'red',
  done: 'green',
};

const worst = (states: readonly TaskState[]): TaskState => {
  if (states.every((state) => state === 'done')) return 'done';
  if (states.includes('to-correct')) return 'to-correct';
  return states.every((state) => state === 'not-started') ? 'not-started' : 'in-progress';
};

/** The day in Toronto on which a preview is made. */
export const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format(new Date());

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
    .map(({ group, pages }) => {
      const first = pages[0];
      const state = worst(
        pages.map((one) => (one === 'documents' ? documentTaskState(view, documents) : stateOf(one, view, language))),
      );
      return {
        group,
        state,
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
        <h1 class="govuk-heading-l">{title}</h1>
        {view.request && <RequestedItems c={c} view={view} request={view.request} />}
        <p class="govuk-body">{said.progress(shown.filter(({ state }) => state === 'done').length, shown.length)}</p>
        {groups.map((group) => (
          <section>
            <h2 class="govuk-heading-m">{said.groups[group]}</h2>
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
        <ButtonLink href={`/${language}${home}/check`}>{said.check}</ButtonLink>
        <aside class="card" aria-labelledby="preview">
          <h2 class="govuk-heading-m" id="preview">
            {said.preview}
          </h2>
          <p class="govuk-body">
            {said.previewText} <strong>{recognitionCount(language, recognition)}</strong>
          </p>
          <a class="govuk-link" href={`/${language}${home}/recognition`}>
            {said.seePreview}
          </a>
        </aside>
      </>
    ),
  });
};
