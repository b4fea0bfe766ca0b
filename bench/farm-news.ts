import { readLines } from '../learn/labelled-set.ts';

export type FarmHeadline = { readonly title: string; readonly summary: string };

/** Files of headlines in ../shared, by language. */
const FILES = {
  ja: [
    'feeds/sections-ja.jsonl',
    'feeds/replay-ja-general.jsonl',
    'feeds/replay-ja-business.jsonl',
    'data/stream-ja.jsonl',
    ...['', '-b', '-c', '-d', '-e', '-f'].map((part) => `data/stories-ja${part}.jsonl`),
  ],
  en: ['feeds/replay-en-general.jsonl', 'data/stream-en.jsonl', 'data/stories-en.jsonl'],
} as const;

export type FarmLanguage = keyof typeof FILES;

/** Reads the headlines of a language, each title once. */
export const readHeadlines = (language: FarmLanguage): readonly FarmHeadline[] => {
  const byTitle = new Map<string, FarmHeadline>();
  for (const { title, summary = '' } of FILES[language].flatMap(readLines))
    byTitle.set(title, { title, summary });
  return [...byTitle.values()];
};
