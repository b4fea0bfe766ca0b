import type { CompanyCode } from './company.ts';
import type { TopicKey } from './topic.ts';

/** The words that a tag was given for, and the part of the article that has them. */
export type Evidence = {
  readonly words: string;
  readonly where: 'title' | 'summary' | 'category' | 'config';
};

export type Tag =
  | { readonly kind: 'company'; readonly code: CompanyCode; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'topic'; readonly key: TopicKey; readonly evidence: readonly Evidence[] };

/** The codes of the companies among some tags. */
export const companyCodes = (tags: readonly Tag[]): readonly CompanyCode[] =>
  tags.flatMap((tag) => (tag.kind === 'company' ? [tag.code] : []));

/** Whether the title earned a tag. */
export const isInTitle = ({ evidence }: Tag): boolean => evidence.some(({ where }) => where === 'title');
