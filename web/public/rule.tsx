import { askedIn } from '#definitions/asked.ts';
import type { Rule } from '#schemas/definition.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Network } from '../network.ts';
import { say, typeset } from '../words/say.ts';

const words = say({
  en: {
    all: 'All of these:',
    any: 'At least one of these:',
    atLeast: (n: string) => `At least ${n} of these:`,
    not: 'What is excluded:',
    needs: {
      declared: 'The firm’s own word is enough.',
      documented: 'A document must show it.',
      verified: 'A verifier must have confirmed it.',
    },
  },
  fr: {
    all: 'Toutes ces conditions :',
    any: 'Au moins une de ces conditions :',
    atLeast: (n) => `Au moins ${n} de ces conditions :`,
    not: 'Ce qui est exclu :',
    needs: {
      declared: 'La parole de l’entreprise suffit.',
      documented: 'Un document doit le montrer.',
      verified: 'Une personne doit l’avoir confirmé.',
    },
  },
});

type Props = { rule: Rule; network: Network; language: Language };

/**
 * A definition in plain words: what is asked, how the parts go together, and how well each must be shown. What a criterion
 * asks is said from the rule: its name is its author’s, and may say less.
 */
export const RuleInWords = ({ rule, network, language }: Props) => {
  const said = words[language];
  const list = (of: readonly Rule[]) => (
    <ul>
      {of.map((part) => (
        <li>
          <RuleInWords rule={part} network={network} language={language} />
        </li>
      ))}
    </ul>
  );
  switch (rule.kind) {
    case 'all':
    case 'any':
      return (
        <>
          {said[rule.kind]}
          {list(rule.of)}
        </>
      );
    case 'atLeast':
      return (
        <>
          {rule.n === rule.of.length ? said.all : rule.n === 1 ? said.any : said.atLeast(String(rule.n))}
          {list(rule.of)}
        </>
      );
    case 'not':
      return (
        <>
          {said.not}
          {list([rule.of])}
        </>
      );
    default: {
      const asked = askedIn(rule, { language, vocabulary: network.vocabulary });
      return (
        <>
          <strong>{typeset(rule.label[language], language)}</strong>{' '}
          <span class="quiet">
            {asked}. {said.needs[rule.assurance]}
          </span>
        </>
      );
    }
  }
};
