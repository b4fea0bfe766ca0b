import { defined } from '../../domain/defined.ts';
import { jstDay } from '../../domain/entry/page-model.ts';
import type { Story } from '../../domain/story/story.ts';
import type { Company, CompanyCode } from '../../domain/tag/company.ts';
import { entryContext } from '../entries.ts';
import type { CompanyPage } from '../page/render-company.ts';
import type { SiteRoom } from '../site-parts.ts';

const DAYS = 30;

/** A company of whom more is written in a month is one whose older stories need no count. */
const MOST_STORIES = 1000;

const OTHERS_SHOWN = 8;

/** Who a company is, how much was written about it lately, and with whom. */
export const companyFigures = async (
  code: CompanyCode,
  { config, store, now }: SiteRoom,
): Promise<CompanyPage['company']> => {
  const current = config();
  const today = jstDay(now());
  const stories = await store.stories({
    company: code,
    from: today
      .subtract({ days: DAYS - 1 })
      .toZonedDateTime('Asia/Tokyo')
      .toInstant(),
    limit: MOST_STORIES,
  });
  const ofCode = current.companies.filter((company) => company.code === code);
  const industry = ofCode.find(({ until }) => until === undefined)?.industry;
  const perDay = Map.groupBy(stories, ({ published }) => jstDay(published).until(today).days);
  const { companies } = entryContext(current);
  return {
    code,
    ...defined({ industry }),
    formerNames: ofCode.filter(({ until }) => until !== undefined).flatMap(nameOf),
    storiesADay: Array.from({ length: DAYS }, (_, day) => perDay.get(DAYS - 1 - day)?.length ?? 0),
    others: companiesWith(code, stories).map(([other, count]) => {
      const { nameEn, nameJa } = companies(other) ?? {};
      return {
        code: other,
        name: nameEn ?? nameJa ?? other,
        language: nameEn === undefined && nameJa !== undefined ? 'ja' : 'en',
        stories: count,
      };
    }),
  };
};

const nameOf = ({ nameJa, nameEn }: Company): readonly string[] => {
  const name = nameJa ?? nameEn;
  return name === undefined ? [] : [name];
};

/** The other companies of the stories with the number of stories, most first. */
const companiesWith = (
  code: CompanyCode,
  stories: readonly Story[],
): readonly (readonly [CompanyCode, number])[] => {
  const counts = new Map<CompanyCode, number>();
  for (const { articles } of stories) {
    const codes = articles.flatMap(({ tags }) =>
      tags.flatMap((tag) => (tag.kind === 'company' ? tag.code : [])),
    );
    for (const other of new Set(codes)) if (other !== code) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, OTHERS_SHOWN);
};
