import type { PageContext } from '../context.ts';
import { Details, Table } from '../parts/show.tsx';
import { formats } from '../words/say.ts';
import { caseWords } from './case-words.ts';
import type { OpenCase } from './folder.ts';
import { findingText } from './line.tsx';

/** Every finding that was ever saved on the case, newest first: none is undone without a trace. */
export const EveryFinding = ({ c, open }: { c: PageContext; open: OpenCase }) => {
  const { language } = c.var;
  const said = caseWords[language];
  const { view, names } = open;
  if (view.findings.length === 0) return null;
  const labelOf = new Map(view.checklist.map(({ id, label }) => [id, label]));
  return (
    <Details summary={said.everyFinding(view.findings.length)}>
      <Table
        caption={said.everyFinding(view.findings.length)}
        hideCaption
        columns={[
          { head: said.when, cell: ({ at, round }) => `${formats(language).moment(at)} · ${said.round(round)}` },
          { head: said.line, rowHeader: true, cell: ({ line }) => labelOf.get(line) ?? line },
          {
            head: said.found,
            cell: ({ outcome, reason = '', note = '', until = '' }) =>
              findingText(c, open, { outcome, reason, note, until }),
          },
          { head: said.person, cell: ({ by }) => names.get(by) ?? by },
        ]}
        rows={view.findings.toReversed()}
      />
    </Details>
  );
};
