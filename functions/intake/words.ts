import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FieldReason } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import { networkKey, vocabularyRecord } from '#schemas/network-records.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { Answers } from '#schemas/submission.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';

/** Reads the words that the network knows; `undefined` while it has none, and then any word may be said. */
export type ReadWords = () => Promise<Vocabulary | undefined>;

export const wordsIn =
  (db: DynamoDBDocumentClient, table: string): ReadWords =>
  () =>
    readRecord(db, table, networkKey.vocabulary(), vocabularyRecord);

const messages = {
  groups: {
    fr: 'Le réseau ne connaît pas ce groupe : choisissez-en un de sa liste.',
    en: 'The network does not know this group: choose one from its list.',
  },
  certifications: {
    fr: 'Le réseau ne connaît pas cette certification : choisissez-en une de sa liste.',
    en: 'The network does not know this certification: choose one from its list.',
  },
  flags: {
    fr: 'Le réseau ne connaît pas cette caractéristique : choisissez-en une de sa liste.',
    en: 'The network does not know this characteristic: choose one from its list.',
  },
} satisfies Record<keyof Vocabulary, Bilingual>;

/** A word that no definition can name would count for nothing, in silence: it is told instead. */
export const unknownWords = (answers: Partial<Answers>, words: Vocabulary | undefined): FieldReason[] => {
  if (!words) return [];
  const { owners = [], governance, workforce, certificates = [], flags = {} } = answers;
  const said: { kind: keyof Vocabulary; word: string; field: string }[] = [];
  const say = (kind: keyof Vocabulary, word: string, field: string) => said.push({ kind, word, field });
  owners.forEach(({ groups }, i) => {
    groups.forEach((word, j) => {
      say('groups', word, `owners.${i}.groups.${j}`);
    });
  });
  for (const word of Object.keys(governance?.groups ?? {})) say('groups', word, `governance.groups.${word}`);
  for (const word of Object.keys(workforce?.shares ?? {})) say('groups', word, `workforce.shares.${word}`);
  certificates.forEach(({ certification }, i) => {
    say('certifications', certification, `certificates.${i}.certification`);
  });
  for (const word of Object.keys(flags)) say('flags', word, `flags.${word}`);
  return said
    .filter(({ kind, word }) => !Object.hasOwn(words[kind], word))
    .map(({ kind, field }) => ({ field: `answers.${field}`, code: 'word-unknown', message: messages[kind] }));
};
