import { z } from 'zod';
import { block, list } from './schema-values.ts';

const article = () => {
  const error =
    'is not an article; write its address with https:// or http://, or its id of 16 letters and digits as "kawaraban why --json" prints it';
  return z.string({ error }).regex(/^(https?:\/\/[^\s/]\S*|[a-z2-7]{16})$/, { error });
};

const EXAMPLE = '[https://a.example/1, https://b.example/2]';

const rules = (description: string) => {
  const articles = list(article(), 'https://example.com/1')
    .min(2, { error: `names fewer than two articles; write two or more, such as ${EXAMPLE}` })
    .max(1000, { error: 'names more than 1000 articles; name at most 1000' });
  return list(articles, EXAMPLE).prefault([]).describe(description);
};

export const foldsSchema = block('folds.yaml', {
  join: rules('Lists of articles; the articles of one list become one story.'),
  part: rules('Lists of articles; no two articles of one list are in one story.'),
});

export type FoldsFile = z.output<typeof foldsSchema>;
