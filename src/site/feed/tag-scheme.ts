import type { FeedSettings } from '../../domain/config.ts';
import type { EntryTag } from '../../domain/entry/entry.ts';

/** The namespace of a tag (RFC 4287 §4.2.2.2): readers show the term, so that is the label, and the kind stands here. */
export const tagScheme = ({ kind }: EntryTag, { url }: FeedSettings): string => {
  switch (kind) {
    case 'company':
      return `${url}/companies/`;
    case 'topic':
      return `${url}/topics/`;
  }
};
