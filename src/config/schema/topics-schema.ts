import type { z } from 'zod';
import { block, identifier, label, list, text } from './schema-values.ts';

const word = () => text('write a word, or remove this part of the list');

const words = (description: string) =>
  block('words in two languages', {
    en: list(word(), 'dividend').prefault([]).describe('English words.'),
    ja: list(word(), '配当').prefault([]).describe('Japanese words.'),
  }).describe(description);

const topic = block('a topic', {
  key: identifier()
    .describe('Id of the topic, used in addresses, in sources and in page.sections.')
    .meta({ examples: ['earnings'] }),
  label: label('topic', { en: 'Earnings', ja: '決算' }),
  cues: words('Words that count for the topic.').meta({ examples: [{ en: ['dividend'], ja: ['配当'] }] }),
  hints: words(
    'Words that count half as much as a cue: two in the title, or one in the title and a cue in the summary, are usually enough.',
  ).prefault({}),
  notCues: words('Words that count against the topic.').prefault({}),
});

export const topicsSchema = block('topics.yaml', {
  topics: list(topic, 'key: earnings').prefault([]).describe('The topics with which articles can be tagged.'),
});

export type TopicsFile = z.output<typeof topicsSchema>;
