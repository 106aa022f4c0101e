import type { Language } from '#schemas/primitives.ts';
import { findingOutcomes, findingReasons } from '#schemas/review.ts';
import type { PageContext } from '../context.ts';
import { errorOf, type FieldError } from '../parts/errors.tsx';
import { DateField, Radios, Select, TextArea } from '../parts/fields.tsx';
import { isDay } from '../parts/read-form.ts';
import { Details, Tag, type TagState } from '../parts/show.tsx';
import { type Dispute, DisputeChoice } from '../three-way/conflicts.tsx';
import { formats, titled, typeset } from '../words/say.ts';
import { caseWords } from './case-words.ts';
import { Claim, subjectOf } from './claim.tsx';
import { type LineConflict, screeningText, type Typed } from './findings.ts';
import { type CaseLine, type CaseView, type OpenCase, slotOf } from './folder.ts';

const colours: Record<(typeof findingOutcomes)[number], TagState> = {
  met: 'yes',
  'not-met': 'no',
  'more-information': 'near',
};

/** What the checks found; of a document, with its name. */
export const Automatic = ({ c, found, view }: { c: PageContext; found: CaseLine['automatic']; view: CaseView }) => (
  <ul class="plain automatic">
    {found.map(({ code, words, detail, on, supplier, other, document }) => {
      const about = view.documents.find((one) => one.document === document);
      // What screening flagged has words of its own.
      const flagged = code === 'document-flagged' && detail ? screeningText(detail, c.var.language) : detail;
      return (
        <li>
          <strong>{typeset(words, c.var.language)}</strong>{' '}
          {[about?.fileName, flagged, on && formats(c.var.language).day(on)].filter(Boolean).join(' · ')}
          {supplier && (
            <>
              {' · '}
              {other ? (
                <a href={`/${c.var.language}/cases/${other.submission}`}>{other.name}</a>
              ) : (
                <code class="hash">{supplier}</code>
              )}
            </>
          )}
        </li>
      );
    })}
  </ul>
);

/** A document of a line. In a case that one holds it is a button of the form, so that nothing typed is lost on the way. */
const DocumentLink = ({ c, open, id, held }: { c: PageContext; open: OpenCase; id: string; held: boolean }) => {
  const found = open.view.documents.find(({ document }) => document === id);
  if (!found) return null;
  const types = caseWords[c.var.language].evidenceType;
  const text = `${found.fileName} (${types[found.evidenceType]})`;
  return held ? (
    <button class="as-link" type="submit" name="go" value={`view.${id}.1`} data-document>
      {text}
    </button>
  ) : (
    <a href={`/${c.var.language}/cases/${open.view.submission}?document=${id}#viewer`} data-document>
      {text}
    </a>
  );
};

type LineProps = {
  c: PageContext;
  open: OpenCase;
  line: CaseLine;
  typed: Typed;
  held: boolean;
  errors: readonly FieldError[];
  /** Somebody else found something else on it meanwhile. */
  dispute?: Dispute | undefined;
};

/** A finding in words, as one reads it: what, why, the note, until when. */
export const findingText = (c: PageContext, open: OpenCase, { outcome, reason, note, until }: Typed) => {
  const { language } = c.var;
  const outcomes: Record<string, string> = caseWords[language].outcome;
  const reasons: Record<string, Record<Language, string>> = findingReasons;
  const parts = [
    outcomes[outcome] ?? caseWords[language].open,
    reasons[reason]?.[open.view.noteLanguage],
    note,
    until &&
      `${caseWords[language].lastDay}${language === 'fr' ? ' : ' : ': '}${isDay(until) ? formats(language).day(until) : until}`,
  ];
  return parts.filter(Boolean).join(' · ');
};

/** Who found what is kept, and when. */
const foundBy = (c: PageContext, { names }: OpenCase, { finding }: CaseLine): string | undefined =>
  finding && `${names.get(finding.by) ?? finding.by}, ${formats(c.var.language).moment(finding.at)}`;

export const lineName = (c: PageContext, open: OpenCase, line: CaseLine): string => {
  const { language } = c.var;
  return titled(line.label, subjectOf(line, open.view, open.vocabulary, language), language);
};

export const disputeOf = (c: PageContext, open: OpenCase, { line, shown, typed, kept }: LineConflict): Dispute => ({
  at: line.id,
  label: lineName(c, open, line),
  shown: findingText(c, open, shown),
  typed: findingText(c, open, typed),
  kept: findingText(c, open, kept),
  since: foundBy(c, open, line),
});

const FindingFields = ({ c, open, line, typed, errors, dispute }: LineProps) => {
  const { language } = c.var;
  const said = caseWords[language];
  const slot = slotOf(line);
  const common = { language };
  return (
    <>
      {dispute && <DisputeChoice c={c} dispute={dispute} />}
      <Radios
        {...common}
        name={`outcome-${slot}`}
        label={said.finding}
        small
        value={typed.outcome}
        error={errorOf(errors, `outcome-${slot}`)}
        options={findingOutcomes.map((value) => ({ value, text: said.outcome[value] }))}
      />
      <Details
        summary={said.why}
        open={Boolean(
          typed.reason || typed.note || typed.until || errors.some(({ field }) => field.endsWith(`-${slot}`)),
        )}
      >
        <Select
          {...common}
          name={`reason-${slot}`}
          label={said.reason}
          optional
          value={typed.reason}
          error={errorOf(errors, `reason-${slot}`)}
          options={Object.entries(findingReasons).map(([value, text]) => ({
            value,
            text: text[open.view.noteLanguage],
          }))}
        />
        <TextArea
          {...common}
          name={`note-${slot}`}
          label={said.note}
          hint={said.writeIn[open.view.noteLanguage]}
          optional
          rows={2}
          maximum={2000}
          value={typed.note}
        />
        <DateField
          {...common}
          name={`until-${slot}`}
          label={said.lastDay}
          example="2027-03-31"
          optional
          value={typed.until}
          error={errorOf(errors, `until-${slot}`)}
        />
      </Details>
    </>
  );
};

/** One claim of the checklist: what is said, what shows it, what the checks found, and what the verifier finds. */
export const Line = (props: LineProps) => {
  const { c, open, line, held } = props;
  const { language } = c.var;
  const said = caseWords[language];
  const { finding } = line;
  const by = foundBy(c, open, line);
  return (
    <section class="card line-card" id={`line-${slotOf(line)}`} data-line tabindex={-1}>
      <div class="line-card__head">
        <h3>{lineName(c, open, line)}</h3>
        <Tag state={finding ? colours[finding.outcome] : 'off'}>
          {finding ? said.outcome[finding.outcome] : said.open}
        </Tag>
      </div>
      {by && <p class="small quiet">{said.foundBy(by)}</p>}
      <h4 class="vh">{said.claimed}</h4>
      <Claim line={line} view={open.view} vocabulary={open.vocabulary} language={language} />
      <h4 class="line-card__part">{said.evidence}</h4>
      {line.documents.length === 0 ? (
        <p class="small">
          {said.noEvidence} {line.evidenceRequired && said.needed}{' '}
          {said.usual(line.evidenceTypes.map((type) => said.evidenceType[type]).join(', '))}
        </p>
      ) : (
        <ul class="plain">
          {line.documents.map((id) => (
            <li>
              <DocumentLink c={c} open={open} id={id} held={held} />
            </li>
          ))}
        </ul>
      )}
      <h4 class="line-card__part">{said.automatic}</h4>
      {line.automatic.length === 0 ? (
        <p class="small">{said.automaticNone}</p>
      ) : (
        <Automatic c={c} found={line.automatic} view={open.view} />
      )}
      {held ? (
        <FindingFields {...props} />
      ) : (
        finding &&
        (finding.reason || finding.note) && (
          <Details summary={said.note}>
            <p lang={open.view.noteLanguage}>
              {finding.reason && findingReasons[finding.reason][open.view.noteLanguage]} {finding.note}
            </p>
          </Details>
        )
      )}
    </section>
  );
};
