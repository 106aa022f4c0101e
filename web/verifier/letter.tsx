import { kinds } from '#schemas/checklist.ts';
import type { Language } from '#schemas/primitives.ts';
import { type Decision, findingReasons } from '#schemas/review.ts';
import { titled, typeset } from '../words/say.ts';
import { subjectOf } from './claim.tsx';
import { decisionTold, decisionWords } from './decision-words.ts';
import type { CaseView, OpenCase } from './folder.ts';

const missing = ({ view }: OpenCase) => view.checklist.filter(({ finding }) => finding && finding.outcome !== 'met');
/** Only these open again for the supplier: what is plainly not met is no question. */
export const asked = ({ view }: OpenCase) =>
  view.checklist.filter(({ finding }) => finding?.outcome === 'more-information');

/** What the supplier reads line by line, in the supplier's language, whatever the verifier's is. */
export const Told = ({ open, lines = missing(open) }: { open: OpenCase; lines?: CaseView['checklist'] }) => {
  const { noteLanguage: reads } = open.view;
  return (
    <ul>
      {lines.map((line) => {
        const subject = subjectOf(line, open.view, open.vocabulary, reads);
        return (
          <li>
            <strong>{titled(kinds[line.kind].label[reads], subject, reads)}</strong>
            <br />
            {line.finding?.reason && typeset(findingReasons[line.finding.reason][reads], reads)} {line.finding?.note}
          </li>
        );
      })}
    </ul>
  );
};

/** A decision as the supplier will read it. */
export const Letter = (props: {
  language: Language;
  open: OpenCase;
  decision: Decision;
  summary: string | undefined;
}) => {
  const { language, open, decision, summary } = props;
  const { noteLanguage: reads } = open.view;
  return (
    <>
      <h2>{decisionWords[language].preview}</h2>
      <div class="letter" lang={reads}>
        <p>{decisionTold[reads][decision]}</p>
        {decision === 'rejected' && <Told open={open} />}
        {summary && <p class="letter__note">{summary}</p>}
      </div>
    </>
  );
};
