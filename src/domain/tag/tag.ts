import type { CompanyCode } from './company.ts';
import type { TopicKey } from './topic.ts';

/** The words that earned a tag, and where they are; for `config`, the id of the source that gives its items the tag. */
export type Evidence = {
  readonly words: string;
  readonly where: 'title' | 'summary' | 'category' | 'config';
};

export type Tag =
  | { readonly kind: 'company'; readonly code: CompanyCode; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'topic'; readonly key: TopicKey; readonly evidence: readonly Evidence[] };

export const companyCodes = (tags: readonly Tag[]): readonly CompanyCode[] =>
  tags.flatMap((tag) => (tag.kind === 'company' ? [tag.code] : []));

/** True if words of the title are evidence for the tag. */
export const isInTitle = ({ evidence }: Tag): boolean => evidence.some(({ where }) => where === 'title');
