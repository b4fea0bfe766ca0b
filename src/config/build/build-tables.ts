import type { Config, ConfigProblem } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import type { Company, CompanyCode } from '../../domain/tag/company.ts';
import { collectProblems } from '../read/config-problems.ts';
import { type Cell, readCsv } from '../read/read-csv.ts';

const COMPANY_COLUMNS = ['code', 'name_ja', 'name_en', 'kana', 'aliases', 'industry', 'until'] as const;

export const buildCompanies = (
  file: string,
  text: string,
): { readonly companies: readonly Company[]; readonly problems: readonly ConfigProblem[] } => {
  const { rows, problems: wrongRows } = readCsv(file, text, COMPANY_COLUMNS);
  const { report, problems } = collectProblems();
  const say = (cell: Cell, message: string) =>
    report({ file, line: cell.line, column: cell.column }, message);
  const current = new Map<string, number>();
  const companies = rows.map((row): Company => {
    const { code, name_ja: nameJa, name_en: nameEn, kana, aliases, industry, until } = row;
    if (!/^\d[\dA-Z]\d[\dA-Z]\d?$/.test(code.text))
      say(code, `"${code.text}" is not a securities code; write four characters, such as 7203 or 285A`);
    if (nameJa.text === '' && nameEn.text === '')
      say(nameJa, 'this company has no name; write name_ja or name_en');
    if (!/^(\d{4}-(0[1-9]|1[0-2]))?$/.test(until.text))
      say(until, `"${until.text}" is not a month; write one such as 2023-11, or nothing for a current name`);
    if (aliases.text.includes('、') || aliases.text.includes(';'))
      say(aliases, 'aliases are separated by |, such as トヨタ|Toyota');
    const earlier = current.get(code.text);
    if (until.text === '' && earlier !== undefined)
      say(
        code,
        `the code ${code.text} is already on line ${earlier}; write into "until" of the former name the month in which it was last used`,
      );
    if (until.text === '') current.set(code.text, earlier ?? code.line);
    return {
      code: code.text as CompanyCode,
      ...defined({ nameJa: said(nameJa), nameEn: said(nameEn), kana: said(kana) }),
      aliases: aliases.text
        .split('|')
        .map((alias) => alias.trim())
        .filter((alias) => alias !== ''),
      ...defined({ industry: said(industry), until: said(until) }),
      place: { file, line: code.line, column: code.column },
    };
  });
  return { companies, problems: [...wrongRows, ...problems] };
};

/** Returns the text of a cell; undefined if the cell is empty. */
const said = ({ text }: Cell): string | undefined => (text === '' ? undefined : text);

/** Returns the terms of `glossary.csv` or `dictionary.csv`, in both languages. */
export const buildTerms = (
  file: string,
  text: string,
): { readonly terms: Config['fold']['glossary']; readonly problems: readonly ConfigProblem[] } => {
  const { rows, problems } = readCsv(file, text, ['ja', 'en']);
  const halves = rows.filter(({ ja, en }) => ja.text === '' || en.text === '');
  return {
    terms: rows.map(({ ja, en }) => ({ ja: ja.text, en: en.text })),
    problems: [
      ...problems,
      ...halves.map(({ ja: { line } }) => ({ file, line, column: 1, message: HALF_A_TERM })),
    ],
  };
};

const HALF_A_TERM = 'this term is in one language only; write it in both, or remove the line';
