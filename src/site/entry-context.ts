import type { Config } from '../domain/config.ts';
import type { EntryContext } from '../domain/entry/make-entry.ts';
import { onceFor } from '../domain/once-for.ts';
import type { Company, CompanyCode } from '../domain/tag/company.ts';

/**
 * Returns the parts of a config that makers of entries need: outlets and topics by key, companies that are still
 * listed, and the length of excerpts.
 */
export const entryContext = onceFor(({ outlets, topics, companies, feed }: Config): EntryContext => {
  const current = new Map<CompanyCode, Company>();
  for (const company of companies) if (company.until === undefined) current.set(company.code, company);
  return {
    outlets: new Map(outlets.map((outlet) => [outlet.id, outlet])),
    topics: new Map(topics.map((topic) => [topic.key, topic])),
    companies: (code) => shownNames(current.get(code)),
    excerpt: feed.excerpt,
  };
});

/** Returns the names of a company, the Japanese one without 株式会社 at an end; undefined for an unknown company. */
const shownNames = (company: Company | undefined): ReturnType<EntryContext['companies']> =>
  company?.nameJa === undefined
    ? company
    : { ...company, nameJa: company.nameJa.replace(/^株式会社\s*|\s*株式会社$/g, '') };
