import { withCriteria } from '#definitions/rules.ts';
import { publishDraft, saveDraft } from '#schemas/api/network.ts';
import type { Criterion } from '#schemas/definition.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import type { PageContext } from '../../context.ts';
import { notFoundPage } from '../../layout/trouble.tsx';
import { networkOf } from '../../network.ts';
import type { FieldError } from '../../parts/errors.tsx';
import { onceKeyOf } from '../../parts/once-key.tsx';
import { dateOf, type Fields, isDay, textOf } from '../../parts/read-form.ts';
import { errorsIn, isRefusal } from '../../refusal.ts';
import { languages } from '../../words/say.ts';
import { today } from '../../words/today.ts';
import { wrongNames } from './names.ts';
import { home } from './own.tsx';
import { overtakenBy } from './publish-over.ts';
import { type Trial, trialOf, trialPage } from './trial.tsx';
import { changeWords } from './words.ts';

type Content = Omit<Trial['definition'], 'id'>;

/** The criterion with the names that were typed for it; one that the form does not name keeps its own. */
const named = (criterion: Criterion, fields: Fields): Criterion => {
  const fr = textOf(fields, `label-fr-${criterion.id}`) || criterion.label.fr;
  const en = textOf(fields, `label-en-${criterion.id}`) || criterion.label.en;
  return { ...criterion, label: { fr, en } };
};

/** What the form names, and was left empty. */
const emptied = (fields: Fields): string[] =>
  Object.keys(fields).filter((name) => /^(?:label|name)-(?:fr|en)\b/.test(name) && !textOf(fields, name));

/** What the form asks to publish, and what is wrong with it. */
export const contentIn = (
  { institution, label, rule }: Content,
  fields: Fields,
  language: Language,
  vocabulary: Vocabulary,
): { content: Content; errors: FieldError[] } => {
  const { need } = changeWords[language];
  const from = dateOf(textOf(fields, 'from'));
  const text = { fr: textOf(fields, 'text-fr'), en: textOf(fields, 'text-en') };
  const untold = languages.filter((one) => !text[one]).map((one) => `text-${one}`);
  const day = !isDay(from) ? need.day : from < today() ? need.past : undefined;
  const missing = [...emptied(fields), ...untold];
  const content = {
    institution,
    label: { fr: textOf(fields, 'name-fr') || label.fr, en: textOf(fields, 'name-en') || label.en },
    effective: { from },
    source: { status: 'institution' as const, text },
    rule: withCriteria(rule, (criterion) => named(criterion, fields)) ?? rule,
  };
  const errors = [
    ...(day ? [{ field: 'from', message: day }] : []),
    ...missing.map((field) => ({ field, message: need.text })),
    ...wrongNames(content, vocabulary, language).filter(({ field }) => !missing.includes(field)),
  ];
  return { content, errors };
};

/** Saved, then published; each is done once for this content, however often the form is sent. */
const published = async (c: PageContext, definition: string, content: Content, ifMatch: number): Promise<void> => {
  const { api, fields } = c.var;
  const params = { definition };
  const key = onceKeyOf(fields, JSON.stringify(content));
  const { revision } = (await api(saveDraft, { params, body: content, ifMatch, idempotencyKey: `save-${key}` })).body;
  await api(publishDraft, { params, ifMatch: revision, idempotencyKey: `publish-${key}` });
};

/** Publishes what was tried. */
export const publish = async (c: PageContext) => {
  const switched = await c.var.switchLanguage((other) => trialPage(other), c);
  if (switched) return switched;
  const { fields, language } = c.var;
  const [trial, { vocabulary }] = await Promise.all([trialOf(c), networkOf(c)]);
  if (!trial) return notFoundPage(c);
  // The page offers it only once the trial has ended; a form sent by other means waits as well.
  if (trial.state !== 'finished') return trialPage(c);
  const { id, ...tried } = trial.definition;
  const { content, errors } = contentIn(tried, fields, language, vocabulary);
  if (errors.length > 0) return trialPage(c, errors);
  const over = await overtakenBy(c, id, content);
  if (over.given) return c.redirect(`/${language}${home}`, 303);
  if (over.done) return c.redirect(`/${language}${home}?done=published`, 303);
  if (over.disputes.length > 0) return trialPage(c, [], over.disputes);
  try {
    await published(c, id, content, over.revision);
    return c.redirect(`/${language}${home}?done=published`, 303);
  } catch (error) {
    if (isRefusal(error, 'stale-version'))
      return trialPage(c, [{ field: 'from', message: changeWords[language].need.draft }]);
    return trialPage(
      c,
      errorsIn(error, 'from').map(({ message }) => ({ field: 'from', message })),
    );
  }
};
