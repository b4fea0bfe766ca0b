import type { Config, ConfigProblem } from '../../domain/config.ts';
import { readCsv } from '../read/read-csv.ts';

type Glossary = Config['fold']['glossary'];

/** The terms of `glossary.csv` or `dictionary.csv`, in both languages. */
export const buildGlossary = (
  file: string,
  text: string,
): { readonly glossary: Glossary; readonly problems: readonly ConfigProblem[] } => {
  const { rows, problems } = readCsv(file, text, ['ja', 'en']);
  const halves = rows.filter(({ ja, en }) => ja.text === '' || en.text === '');
  return {
    glossary: rows.map(({ ja, en }) => ({ ja: ja.text, en: en.text })),
    problems: [
      ...problems,
      ...halves.map(({ ja: { line } }) => ({ file, line, column: 1, message: HALF_A_TERM })),
    ],
  };
};

const HALF_A_TERM = 'this term stands in one language alone; write it in both, or take the line out';
