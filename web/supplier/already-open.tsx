import { ApiRefusal } from '#schemas/api/client.ts';
import { readSubmission } from '#schemas/api/intake.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ButtonLink } from '../parts/form.tsx';
import { formats, say } from '../words/say.ts';
import type { SubmissionId } from './folder.ts';
import { stateFor } from './states.ts';
import { supplierWords } from './words.ts';

const words = say({
  en: {
    title: 'This firm already has a submission in progress',
    lead: 'You began it in another tab, or somebody else at the firm did. A firm has one submission in progress at a time, so that no answer is given twice.',
    which: (kind: string, begun: string, state: string) => `${kind}, ${begun}. It is now: ${state}.`,
    open: 'Go to this submission',
    after:
      'If it is not the right one, its owner can withdraw it. The next one then starts from its answers and documents.',
  },
  fr: {
    title: 'Cette entreprise a déjà une demande en cours',
    lead: 'Vous l’avez commencée dans un autre onglet, ou une autre personne de l’entreprise l’a fait. Une entreprise a une seule demande en cours à la fois : aucune réponse n’est ainsi donnée deux fois.',
    which: (kind, begun, state) => `${kind}, ${begun}. État actuel : ${state}.`,
    open: 'Aller à cette demande',
    after:
      'Si ce n’est pas la bonne, une personne propriétaire du compte peut la retirer. La suivante reprendra ses réponses et ses documents.',
  },
});

/** The submission that the API says is in progress; undefined where it refused for another reason. */
export const inProgress = (error: unknown): SubmissionId | undefined =>
  error instanceof ApiRefusal ? (error.problem.submission as SubmissionId | undefined) : undefined;

/** Where a submission is in progress, whatever was to begin beside it: which one, and the way to it. */
export const WhichIsOpen = async ({ c, submission }: { c: PageContext; submission: SubmissionId }) => {
  const { language } = c.var;
  const said = words[language];
  const { body } = await c.var.api(readSubmission, { params: { submission } });
  const begun = supplierWords[language].begun(formats(language).day(body.createdAt));
  const state = stateFor(body.state, language);
  return (
    <>
      <p>{said.lead}</p>
      <p class="note">
        {said.which(supplierWords[language].kind[body.kind], begun, state.charAt(0).toLowerCase() + state.slice(1))}
      </p>
      <p>{said.after}</p>
      <ButtonLink href={`/${language}/supplier/${submission}`}>{said.open}</ButtonLink>
    </>
  );
};

/** Leads whoever came second to what is in progress; any other refusal is thrown on. */
export const alreadyOpenPage = (c: PageContext, error: unknown) => {
  const submission = inProgress(error);
  if (!submission) throw error;
  const { title } = words[c.var.language];
  c.status(409);
  return page(c, {
    title,
    back: '/supplier',
    children: (
      <>
        <h1>{title}</h1>
        <WhichIsOpen c={c} submission={submission} />
      </>
    ),
  });
};
