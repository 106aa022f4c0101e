import { askedIn } from '#definitions/asked.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import type { PageContext } from '../../context.ts';
import { errorOf, type FieldError } from '../../parts/errors.tsx';
import { DateField, TextField } from '../../parts/fields.tsx';
import { Button, Form } from '../../parts/form.tsx';
import { OnceKey } from '../../parts/once-key.tsx';
import { type Fields, textOf } from '../../parts/read-form.ts';
import { type Dispute, Disputes, Shown } from '../../three-way/conflicts.tsx';
import { formats, languages, typeset } from '../../words/say.ts';
import { today } from '../../words/today.ts';
import type { Difference } from './change.ts';
import { toName, wrongNames } from './names.ts';
import { home } from './own.tsx';
import { goesOver } from './publish-over.ts';
import type { Trial } from './trial.tsx';
import { changeWords } from './words.ts';

/** What the form asks before anything was typed: the institution's own words that were published last. */
const asPublished = (
  { definition }: Trial,
  names: ReturnType<typeof toName>,
  wrong: readonly FieldError[],
): Fields => ({
  from: today(),
  ...(definition.source.status === 'institution' &&
    Object.fromEntries(languages.map((one) => [`text-${one}`, definition.source.text[one]]))),
  // A name that states another number than what is asked now is not offered again.
  ...Object.fromEntries(
    names.criteria
      .flatMap(({ id, label }) => languages.map((one) => [`label-${one}-${id}`, label[one]] as const))
      .filter(([name]) => !wrong.some(({ field }) => field === name)),
  ),
});

type Props = {
  c: PageContext;
  trial: Trial;
  vocabulary: Vocabulary;
  changes: readonly Difference[];
  errors: readonly FieldError[];
  disputes: readonly Dispute[];
};

/** Publishes what was tried, from a day on, in words that still fit. */
export const PublishForm = async ({ c, trial, vocabulary, changes, errors, disputes }: Props) => {
  const { language } = c.var;
  const said = changeWords[language];
  const { draft, shown } = await goesOver(c, trial.definition.id);
  const typed = c.req.method === 'POST' ? c.var.fields : c.var.kept;
  const names = toName(trial.definition, changes, vocabulary);
  const wrong = wrongNames(trial.definition, vocabulary, language);
  const fields = typed ?? asPublished(trial, names, wrong);
  const field = (name: string) => ({ language, name, value: textOf(fields, name), error: errorOf(errors, name) });
  return (
    <section>
      <h2>{said.publishTitle}</h2>
      <p>{said.publishLead}</p>
      {draft && <p>{said.waiting(formats(language).day(draft.updatedAt))}</p>}
      <Form c={c} id="publish" action={`${home}/trials/${trial.rollout}`} once>
        <OnceKey typed={fields} />
        <Shown value={shown} />
        <Disputes c={c} disputes={disputes} />
        <DateField {...field('from')} label={said.first} example={today()} />
        {names.definition && (
          <>
            <TextField {...field('name-fr')} label={said.nameFrench} hint={said.nameHint} />
            <TextField {...field('name-en')} label={said.name} />
          </>
        )}
        {names.criteria.map((one) => {
          const asked = typeset(askedIn(one, { language, vocabulary }), language);
          return (
            <>
              <TextField {...field(`label-fr-${one.id}`)} label={said.labelFrench(asked)} hint={said.labelHint} />
              <TextField {...field(`label-en-${one.id}`)} label={said.label(asked)} />
            </>
          );
        })}
        <TextField {...field('text-fr')} label={said.textFrench} hint={said.textHint} />
        <TextField {...field('text-en')} label={said.text} />
        <Button kind="warning">{said.publish}</Button>
      </Form>
    </section>
  );
};
