import type { Config } from '../domain/config.ts';
import type { EntryContext } from '../domain/entry/make-entry.ts';
import { onceFor } from '../domain/once-for.ts';
import type { Company, CompanyCode } from '../domain/tag/company.ts';

/** Returns the parts of a config that entries need; only companies that are still listed have names. */
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

/** Returns a company without 株式会社 at either end of its Japanese name. */
const shownNames = (company: Company | undefined): ReturnType<EntryContext['companies']> =>
  company?.nameJa === undefined
    ? company
    : { ...company, nameJa: company.nameJa.replace(/^株式会社\s*|\s*株式会社$/g, '') };
