import type { Config, ConfigProblem } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import type { Company, CompanyCode } from '../../domain/tag/company.ts';
import { collectProblems } from '../read/config-problems.ts';
import { readCsv } from '../read/read-csv.ts';

const COMPANY_COLUMNS = ['code', 'name_ja', 'name_en', 'kana', 'aliases', 'industry', 'until'] as const;

export const buildCompanies = (
  file: string,
  text: string,
): { readonly companies: readonly Company[]; readonly problems: readonly ConfigProblem[] } => {
  const { rows, problems: wrongRows } = readCsv(file, text, COMPANY_COLUMNS);
  const { report, problems } = collectProblems();
  const current = new Map<string, number>();
  const companies = rows.map(({ line, texts, placeOf }): Company => {
    const { code, name_ja: nameJa, name_en: nameEn, kana, aliases, industry, until } = texts;
    const say = (column: keyof typeof texts, message: string) => report(placeOf(column), message);
    if (!/^\d[\dA-Z]\d[\dA-Z]\d?$/.test(code))
      say('code', `"${code}" is not a securities code; write four characters, such as 7203 or 285A`);
    if (nameJa === '' && nameEn === '') say('name_ja', 'this company has no name; write name_ja or name_en');
    if (!/^(\d{4}-(0[1-9]|1[0-2]))?$/.test(until))
      say('until', `"${until}" is not a month; write one such as 2023-11, or nothing for a current name`);
    if (aliases.includes('、') || aliases.includes(';'))
      say('aliases', 'this column has a 、 or a ; in it; separate aliases by |, such as トヨタ|Toyota');
    const earlier = until === '' ? current.getOrInsert(code, line) : line;
    if (earlier !== line)
      say(
        'code',
        `the code ${code} is already on line ${earlier}; remove one of the two lines, or, if one of them has a former name, write the last month of that name into its "until"`,
      );
    return {
      code: code as CompanyCode,
      ...defined({ nameJa: said(nameJa), nameEn: said(nameEn), kana: said(kana) }),
      aliases: aliases
        .split('|')
        .map((alias) => alias.trim())
        .filter((alias) => alias !== ''),
      ...defined({ industry: said(industry), until: said(until) }),
      place: { file, line, column: 1 },
    };
  });
  return { companies, problems: [...wrongRows, ...problems] };
};

const said = (text: string): string | undefined => (text === '' ? undefined : text);

/** Returns the terms of `glossary.csv` or `dictionary.csv`; a line that lacks one language is a problem. */
export const buildTerms = (
  file: string,
  text: string,
): { readonly terms: Config['fold']['glossary']; readonly problems: readonly ConfigProblem[] } => {
  const { rows, problems } = readCsv(file, text, ['ja', 'en']);
  const halves = rows.filter(({ texts: { ja, en } }) => ja === '' || en === '');
  return {
    terms: rows.map(({ texts }) => texts),
    problems: [...problems, ...halves.map(({ line }) => ({ file, line, column: 1, message: HALF_A_TERM }))],
  };
};

const HALF_A_TERM = 'this line lacks the Japanese or the English term; write both, or remove the line';
