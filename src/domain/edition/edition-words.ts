import { JST } from '../clock/jst-day.ts';
import { shortDate } from '../entry/digest-text.ts';
import type { Language } from '../source/source.ts';
import type { Edition } from './edition.ts';

type Words = {
  readonly name: string;
  readonly noNews: (since: string, until: string) => string;
  readonly alsoReportedBy: string;
  readonly more: string;
};

/** What an edition says itself, by language. */
export const EDITION_WORDS: Readonly<Record<Language, Words>> = {
  en: {
    name: 'Morning edition',
    noNews: (since, until) => `No news from ${since} to ${until}.`,
    alsoReportedBy: 'Also reported by',
    more: 'More:',
  },
  ja: {
    name: '朝刊',
    noNews: (since, until) => `${since}から${until}まで、ニュースはありませんでした。`,
    alsoReportedBy: 'その他の報道',
    more: '関連:',
  },
};

/** A date and time in JST: `Nov 26, 05:40`, `11月26日 05:40`. */
export const editionTime = (moment: Temporal.Instant, language: Language): string => {
  const time = moment.toZonedDateTimeISO(JST).toPlainTime().toString({ smallestUnit: 'minute' });
  return `${shortDate(moment, language)}${language === 'ja' ? '' : ','} ${time}`;
};

/** `Morning edition, Nov 26`, `朝刊 11月26日`. */
export const editionName = ({ until, language }: Pick<Edition, 'until' | 'language'>): string =>
  `${EDITION_WORDS[language].name}${language === 'ja' ? ' ' : ', '}${shortDate(until, language)}`;

/** The sentence of an edition without stories. */
export const noNews = ({ since, until, language }: Pick<Edition, 'since' | 'until' | 'language'>): string =>
  EDITION_WORDS[language].noNews(editionTime(since, language), editionTime(until, language));
