import { Checkboxes } from '../../parts/fields.tsx';
import { listOf } from '../../parts/read-form.ts';
import { say } from '../../words/say.ts';
import { items, type Step, typed } from '../step.ts';

const words = say({
  en: {
    title: 'Who may see more than the verdict?',
    text: 'Every institution learns whether its own definition recognizes the firm, and nothing about who its owners or workers are. Tick those that may also see the verdict criterion by criterion. You can take it back at any time.',
    label: 'May see the verdict criterion by criterion',
    none: 'nobody',
  },
  fr: {
    title: 'Qui peut voir plus que le verdict ?',
    text: 'Chaque institution apprend si sa propre définition reconnaît l’entreprise, et rien sur l’identité des propriétaires ou du personnel. Cochez celles qui peuvent aussi voir le verdict critère par critère. Vous pouvez le retirer en tout temps.',
    label: 'Peuvent voir le verdict critère par critère',
    none: 'personne',
  },
});

export const consents: Step = {
  path: 'consents',
  title: { fr: words.fr.title, en: words.en.title },
  sections: ['consents'],
  asks: {},
  read: (fields, answers) => {
    const given = new Map(items(answers.consents).map((one) => [typed(one.institution), one]));
    const now = new Date().toISOString();
    return {
      consents: listOf(fields, 'consents').map(
        // The day on which it was first given stays.
        (institution) => given.get(institution) ?? { institution, purpose: 'criteria', grantedAt: now },
      ),
    };
  },
  body: ({ language, answers, network }) => (
    <>
      <p>{words[language].text}</p>
      <Checkboxes
        language={language}
        name="consents"
        label={words[language].label}
        values={items(answers.consents).map(({ institution }) => typed(institution))}
        options={network.institutions.map(({ institution, name }) => ({ value: institution, text: name[language] }))}
        small
      />
    </>
  ),
  rows: ({ language, answers, network }) => [
    {
      key: words[language].label,
      value:
        items(answers.consents)
          .map(
            ({ institution }) =>
              network.institutions.find((one) => one.institution === institution)?.name[language] ?? typed(institution),
          )
          .join(', ') || words[language].none,
    },
  ],
};
