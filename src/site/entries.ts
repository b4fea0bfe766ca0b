import type { Config } from '../domain/config.ts';
import type { Entry } from '../domain/entry/entry.ts';
import { type EntryContext, makeEntry } from '../domain/entry/make-entry.ts';
import type { Language } from '../domain/source/source.ts';
import type { Story } from '../domain/story/story.ts';
import type { Company, CompanyCode } from '../domain/tag/company.ts';

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

/** Entries by the story that they show: pages and feeds show the same ones again after each change. */
type Made = WeakMap<Story, Entry>;

const entriesMade = new WeakMap<EntryContext, Map<Language | undefined, Made>>();

/** The entry of each story; the same object for as long as neither the story nor the config changes. */
export const makeEntries = (
  stories: readonly Story[],
  context: EntryContext,
  language?: Language,
): readonly Entry[] => {
  const ofContext = entriesMade.get(context) ?? new Map<Language | undefined, Made>();
  entriesMade.set(context, ofContext);
  const made: Made = ofContext.get(language) ?? new WeakMap();
  ofContext.set(language, made);
  const inLanguage = language === undefined ? context : { ...context, language };
  return stories.map((story) => {
    const entry = made.get(story) ?? makeEntry(story, inLanguage);
    made.set(story, entry);
    return entry;
  });
};
