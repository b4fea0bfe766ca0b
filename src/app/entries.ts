import type { Entry } from '../domain/entry/entry.ts';
import { type EntryContext, makeEntry } from '../domain/entry/make-entry.ts';
import type { Language } from '../domain/source/source.ts';
import type { Story } from '../domain/story/story.ts';
import type { Company, CompanyCode } from '../domain/tag/company.ts';
import type { Config } from '../pipeline/ports.ts';

const contexts = new WeakMap<Config, EntryContext>();

/** What turns stories into entries under a config; made once for each config. */
export const entryContext = (config: Config): EntryContext => {
  const context = contexts.get(config) ?? makeContext(config);
  contexts.set(config, context);
  return context;
};

const makeContext = ({ outlets, topics, companies, feed }: Config): EntryContext => {
  const current = new Map<CompanyCode, Company>();
  for (const company of companies) if (company.until === undefined) current.set(company.code, company);
  return {
    outlets: new Map(outlets.map((outlet) => [outlet.id, outlet])),
    topics: new Map(topics.map((topic) => [topic.key, topic])),
    companies: (code) => shownNames(current.get(code)),
    excerpt: feed.excerpt,
  };
};

/** The names that people say: without the legal form that every company has. */
const shownNames = (company: Company | undefined): ReturnType<EntryContext['companies']> =>
  company?.nameJa === undefined
    ? company
    : { ...company, nameJa: company.nameJa.replace(/^株式会社\s*|\s*株式会社$/g, '') };

export const makeEntries = (
  stories: readonly Story[],
  context: EntryContext,
  language?: Language,
): readonly Entry[] =>
  stories.map((story) => makeEntry(story, language === undefined ? context : { ...context, language }));
