import { Checkboxes } from '../../parts/fields.tsx';
import { listOf } from '../../parts/read-form.ts';
import { say } from '../../words/say.ts';
import { isObject, type Step } from '../step.ts';

const words = say({
  en: {
    title: 'What is true of the firm?',
    hint: 'Tick what you can stand behind. What you leave unticked counts as a no.',
    none: 'none of these',
  },
  fr: {
    title: 'Qu’est-ce qui est vrai de l’entreprise ?',
    hint: 'Cochez ce dont vous répondez. Ce que vous ne cochez pas compte comme un non.',
    none: 'aucun de ces énoncés',
  },
});

const ticked = (flags: unknown): string[] =>
  isObject(flags) ? Object.keys(flags).filter((flag) => flags[flag] === true) : [];

export const statements: Step = {
  path: 'statements',
  title: { fr: words.fr.title, en: words.en.title },
  sections: ['flags'],
  asks: {},
  read: (fields, _, { vocabulary }) => {
    const chosen = new Set(listOf(fields, 'flags'));
    return { flags: Object.fromEntries(Object.keys(vocabulary.flags).map((flag) => [flag, chosen.has(flag)])) };
  },
  body: ({ language, answers, network }) => (
    <Checkboxes
      language={language}
      name="flags"
      label={words[language].title}
      hint={words[language].hint}
      heading
      values={ticked(answers.flags)}
      options={Object.entries(network.vocabulary.flags).map(([value, text]) => ({ value, text: text[language] }))}
    />
  ),
  rows: ({ language, answers, network }) => [
    {
      key: words[language].title,
      value:
        ticked(answers.flags)
          .map((flag) => network.vocabulary.flags[flag]?.[language] ?? flag)
          .join(', ') || words[language].none,
    },
  ],
};
