import type { ConfigProblem } from '../../domain/config.ts';

export type Cell = { readonly text: string; readonly line: number; readonly column: number };

/** A line of the file after the header, by column name. */
type Row<Column extends string> = Readonly<Record<Column, Cell>>;

export type CsvResult<Column extends string> = {
  readonly rows: readonly Row<Column>[];
  readonly problems: readonly ConfigProblem[];
};

/** Reads comma-separated values with a header (RFC 4180); skips empty lines and lines that begin with #. */
export const readCsv = <const Column extends string>(
  name: string,
  text: string,
  columns: readonly Column[],
): CsvResult<Column> => {
  const { records, openQuote } = recordsOf(text);
  const problems: ConfigProblem[] = [];
  const report = (cell: Cell, message: string) =>
    problems.push({ file: name, line: cell.line, column: cell.column, message });
  if (openQuote !== undefined)
    report(openQuote, 'the quote that opens here is never closed; add the closing "');
  const [header, ...lines] = records;
  const first: Cell = { text: '', line: 1, column: 1 };
  if (header === undefined || header.map((cell) => cell.text.trim()).join() !== columns.join()) {
    report(header?.[0] ?? first, `the first line names the columns; write ${columns.join()}`);
    return { rows: [], problems };
  }
  const rows = lines.flatMap((cells) => {
    if (cells.length !== columns.length) {
      const unit = cells.length === 1 ? 'column' : 'columns';
      const found = `this line has ${cells.length} ${unit} instead of ${columns.length}`;
      report(
        cells[0] ?? first,
        `${found}; write ${columns.join()}, and put a value with a comma in it in double quotes`,
      );
      return [];
    }
    const trimmed = cells.map((cell) => ({ ...cell, text: cell.text.trim() }));
    return [Object.fromEntries(columns.map((column, i) => [column, trimmed[i] ?? first])) as Row<Column>];
  });
  return { rows, problems };
};

const recordsOf = (
  text: string,
): { readonly records: readonly Cell[][]; readonly openQuote: Cell | undefined } => {
  const records: Cell[][] = [];
  let record: Cell[] = [];
  let [line, lineStart, at] = [1, 0, 0];
  let openQuote: Cell | undefined;
  while (at < text.length) {
    if (record.length === 0 && /[#\r\n]/.test(text[at] ?? '')) {
      const end = text.indexOf('\n', at);
      if (end === -1) break;
      [line, lineStart, at] = [line + 1, end + 1, end + 1];
      continue;
    }
    const cell = { line, column: at - lineStart + 1 };
    let value = '';
    if (text[at] === '"') {
      const end = endOfQuoted(text, at + 1);
      if (end === undefined) {
        openQuote = { text: '', ...cell };
        break;
      }
      value = text.slice(at + 1, end).replaceAll('""', '"');
      const breaks = text.slice(at, end).split('\n').length - 1;
      if (breaks > 0) [line, lineStart] = [line + breaks, text.lastIndexOf('\n', end) + 1];
      at = end + 1;
    }
    const end = endOfPlain(text, at);
    record.push({ text: value + text.slice(at, end), ...cell });
    at = end;
    if (text[at] === ',') {
      at += 1;
      if (at < text.length && text[at] !== '\n' && text[at] !== '\r') continue;
      record.push({ text: '', line, column: at - lineStart + 1 });
    }
    const next = text.indexOf('\n', at);
    at = next === -1 ? text.length : next + 1;
    [line, lineStart] = [line + 1, at];
    records.push(record);
    record = [];
  }
  return { records, openQuote };
};

/** Returns the offset of the closing quote; undefined if the quote is not closed. */
const endOfQuoted = (text: string, from: number): number | undefined => {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? undefined : at;
};

const endOfPlain = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
};
