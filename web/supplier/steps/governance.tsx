import { governingBodies } from '#schemas/submission.ts';
import { errorOf } from '../../parts/errors.tsx';
import { Radios, TextField } from '../../parts/fields.tsx';
import { countOf, textOf } from '../../parts/read-form.ts';
import { governingWords } from '../../parts/words.ts';
import { formats, say } from '../../words/say.ts';
import { isObject, type Step, typed } from '../step.ts';

const words = say({
  en: {
    title: 'Who governs it?',
    by: 'Who decides for it?',
    people: 'How many people are they?',
    peopleHint: 'Those who sit on the board or the council, or who have a vote as members.',
    groups: 'How many of them are in each group',
    groupsHint:
      'Each person chooses whether to say it: leave empty what was not said, and enter 0 where you know that there is nobody. A person can be in several groups. Institutions see only whether their own definition is met.',
    noBody: 'Choose who decides for it: a board, its members or a council',
    noCount: 'Enter the number of people in digits, such as 9',
  },
  fr: {
    title: 'Qui la gouverne ?',
    by: 'Qui décide pour elle ?',
    people: 'Combien sont ces personnes ?',
    peopleHint: 'Celles qui siègent au conseil, ou qui ont droit de vote comme membres.',
    groups: 'Combien d’entre elles sont dans chaque groupe',
    groupsHint:
      'Chaque personne choisit de le dire ou non : laissez vide ce qui n’a pas été dit, et saisissez 0 là où vous savez qu’il n’y a personne. Une personne peut être dans plusieurs groupes. Les institutions voient seulement si leur définition est remplie.',
    noBody: 'Choisissez qui décide pour elle : un conseil d’administration, ses membres ou un conseil de bande',
    noCount: 'Saisissez le nombre de personnes en chiffres, comme 9',
  },
});
const both = (name: 'title' | 'noBody' | 'noCount') => ({ fr: words.fr[name], en: words.en[name] });

const countsOf = (governance: unknown): Record<string, unknown> =>
  isObject(governance) && isObject(governance.groups) ? governance.groups : {};

/** Of a firm without owners: the body that governs it, and, by its members’ own choice, which groups they belong to. */
export const governance: Step = {
  path: 'governance',
  title: both('title'),
  sections: ['governance'],
  asks: { governance: { field: 'by', message: both('noBody') } },
  says: {
    governance: { field: 'by', message: both('noBody') },
    'governance.by': { field: 'by', message: both('noBody') },
    'governance.people': { field: 'people', message: both('noCount') },
    'governance.groups': { prefix: 'count-', message: both('noCount') },
  },
  read: (fields, answers, network) => {
    const people = textOf(fields, 'people');
    const before = countsOf(answers.governance);
    const groups = Object.keys(network.vocabulary.groups).flatMap((group): [string, number | string | null][] => {
      const text = textOf(fields, `count-${group}`);
      if (text !== '') return [[group, countOf(text)]];
      return group in before ? [[group, null]] : [];
    });
    return {
      governance: {
        by: textOf(fields, 'by') || null,
        people: people === '' ? null : countOf(people),
        groups: Object.fromEntries(groups),
      },
    };
  },
  body: ({ language, answers, errors, network }) => {
    const said = words[language];
    const counts = countsOf(answers.governance);
    return (
      <>
        <Radios
          language={language}
          name="by"
          label={said.by}
          value={typed(answers.governance, 'by')}
          error={errorOf(errors, 'by')}
          options={governingBodies.map((value) => ({ value, text: governingWords[language][value] }))}
        />
        <TextField
          language={language}
          name="people"
          label={said.people}
          hint={said.peopleHint}
          value={typed(answers.governance, 'people')}
          error={errorOf(errors, 'people')}
          inputmode="numeric"
          width={5}
        />
        <fieldset class="compact" aria-describedby="counts-hint">
          <legend>{said.groups}</legend>
          <div id="counts-hint" class="hint">
            {said.groupsHint}
          </div>
          {Object.entries(network.vocabulary.groups).map(([group, text]) => (
            <TextField
              language={language}
              name={`count-${group}`}
              label={text[language]}
              value={typed(counts[group])}
              error={errorOf(errors, `count-${group}`)}
              inputmode="numeric"
              width={5}
            />
          ))}
        </fieldset>
      </>
    );
  },
  rows: ({ language, answers, network }) => {
    if (!isObject(answers.governance)) return [];
    const said = words[language];
    const by = governingBodies.find((one) => one === typed(answers.governance, 'by'));
    return [
      { key: said.by, value: by ? governingWords[language][by] : '' },
      { key: said.people, value: typed(answers.governance, 'people') },
      {
        key: said.groups,
        value: Object.entries(countsOf(answers.governance))
          .map(
            ([group, count]) =>
              `${network.vocabulary.groups[group]?.[language] ?? group}${language === 'fr' ? '\u00a0:' : ':'} ${
                typeof count === 'number' ? formats(language).number(count) : typed(count)
              }`,
          )
          .join(', '),
      },
    ];
  },
};
