import { errorOf } from '../../parts/errors.tsx';
import { TextField } from '../../parts/fields.tsx';
import { countOf, shareOf, shareTyped, textOf } from '../../parts/read-form.ts';
import { formats, say } from '../../words/say.ts';
import { isObject, type Step, typed } from '../step.ts';

const words = say({
  en: {
    title: 'Who works in the firm?',
    employees: 'Number of employees',
    employeesHint: 'Everyone on the payroll today, the owners included if they are.',
    shares: 'Share of the workforce in each group',
    sharesHint:
      'Only what you count already: leave the rest empty. A person can be in several groups. Some institutions recognize firms by whom they employ.',
    noCount: 'Enter the number of employees in digits, such as 12',
  },
  fr: {
    title: 'Qui travaille dans l’entreprise ?',
    employees: 'Nombre de personnes employées',
    employeesHint: 'Toute personne sur la liste de paie aujourd’hui, y compris les propriétaires s’ils y figurent.',
    shares: 'Part de l’effectif dans chaque groupe',
    sharesHint:
      'Seulement ce que vous comptez déjà : laissez le reste vide. Une personne peut être dans plusieurs groupes. Certaines institutions reconnaissent les entreprises d’après les personnes qu’elles emploient.',
    noCount: 'Saisissez le nombre de personnes employées en chiffres, comme 12',
  },
});

const sharesOf = (workforce: unknown): Record<string, unknown> =>
  isObject(workforce) && isObject(workforce.shares) ? workforce.shares : {};

export const workforce: Step = {
  path: 'workforce',
  title: { fr: words.fr.title, en: words.en.title },
  sections: ['workforce'],
  asks: { workforce: { field: 'employees', message: { fr: words.fr.noCount, en: words.en.noCount } } },
  says: {
    'workforce.employees': { message: { fr: words.fr.noCount, en: words.en.noCount } },
    'workforce.shares': {
      prefix: 'share-',
      message: { fr: 'Saisissez un pourcentage de 0 à 100', en: 'Enter a percentage from 0 to 100' },
    },
  },
  read: (fields, answers, network) => {
    const employees = textOf(fields, 'employees');
    const before = sharesOf(answers.workforce);
    const shares = Object.keys(network.vocabulary.groups).flatMap((group): [string, number | string | null][] => {
      const text = textOf(fields, `share-${group}`);
      if (text !== '') return [[group, shareOf(text)]];
      return group in before ? [[group, null]] : [];
    });
    return {
      workforce: { employees: employees === '' ? null : countOf(employees), shares: Object.fromEntries(shares) },
    };
  },
  body: ({ language, answers, errors, network }) => {
    const said = words[language];
    const shares = sharesOf(answers.workforce);
    return (
      <>
        <TextField
          language={language}
          name="employees"
          label={said.employees}
          hint={said.employeesHint}
          value={typed(answers.workforce, 'employees')}
          error={errorOf(errors, 'employees')}
          inputmode="numeric"
          width={5}
        />
        <fieldset class="compact" aria-describedby="shares-hint">
          <legend>{said.shares}</legend>
          <div id="shares-hint" class="hint">
            {said.sharesHint}
          </div>
          {Object.entries(network.vocabulary.groups).map(([group, text]) => (
            <TextField
              language={language}
              name={`share-${group}`}
              label={text[language]}
              value={shareTyped(shares[group], language)}
              error={errorOf(errors, `share-${group}`)}
              inputmode="decimal"
              width={5}
              suffix="%"
            />
          ))}
        </fieldset>
      </>
    );
  },
  rows: ({ language, answers, network }) => [
    { key: words[language].employees, value: typed(answers.workforce, 'employees') },
    {
      key: words[language].shares,
      value: Object.entries(sharesOf(answers.workforce))
        .map(
          ([group, bp]) =>
            `${network.vocabulary.groups[group]?.[language] ?? group}${language === 'fr' ? '\u00a0:' : ':'} ${
              typeof bp === 'number' ? formats(language).share(bp) : typed(bp)
            }`,
        )
        .join(', '),
    },
  ],
};
