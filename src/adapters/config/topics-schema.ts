import type { z } from 'zod';
import { block, identifier, list, text } from './schema-values.ts';

const words = (description: string) =>
  block('words in two languages', {
    en: list(text(), 'dividend').prefault([]).describe('English words.'),
    ja: list(text(), '配当').prefault([]).describe('Japanese words.'),
  }).describe(description);

const topic = block('a topic', {
  key: identifier().describe('Names the topic in addresses and in sources.'),
  label: block('a label', {
    en: text().describe('English name of the topic.'),
    ja: text().describe('Japanese name of the topic.'),
  }).describe('What readers see.'),
  cues: words('Words that speak for the topic.'),
  notCues: words('Words that speak against it.').prefault({}),
});

/** `topics.yaml` */
export const topicsSchema = block('topics.yaml', {
  topics: list(topic, 'key: earnings').prefault([]).describe('Subjects that stories are filed under.'),
});

export type TopicsFile = z.output<typeof topicsSchema>;
