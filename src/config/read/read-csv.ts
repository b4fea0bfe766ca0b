import type { ConfigProblem } from '../../domain/config.ts';
import type { ConfigPlace } from '../../domain/config-place.ts';

/** A record after the header; `texts` are its cells by column name, without the blanks around them. */
type Row<Column extends string> = {
  readonly line: number;
  readonly texts: Readonly<Record<Column, string>>;
  readonly placeOf: (column: Column) => ConfigPlace;
};

export type CsvResult<Column extends string> = {
  readonly rows: readonly Row<Column>[];
  readonly problems: readonly ConfigProblem[];
};

/** Reads CSV with a header (RFC 4180). Skips empty lines and lines that begin with #; a wrong line makes no row. */
export const readCsv = <const Column extends string>(
  name: string,
  text: string,
  columns: readonly Column[],
): CsvResult<Column> => {
  const { records, open } = recordsOf(text);
  const problems: ConfigProblem[] = [];
  const placeOf = ({ line, start }: CsvRecord, cell: number): ConfigPlace => {
    const before = text.slice(start, cellsAt(text, start).starts[cell]).split('\n');
    return { file: name, line: line + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  const report = (place: ConfigPlace, message: string) => problems.push({ ...place, message });
  if (open !== undefined)
    report(placeOf(open, open.texts.length), 'the quote that opens here is never closed; add the closing "');
  const [header, ...lines] = records;
  if (header?.texts.map((cell) => cell.trim()).join() !== columns.join()) {
    const place = { file: name, line: header?.line ?? 1, column: 1 };
    report(place, `the first line that is not a comment must name the columns; write ${columns.join()}`);
    return { rows: [], problems };
  }
  const rows: Row<Column>[] = [];
  for (const record of lines) {
    const { texts, line } = record;
    if (texts.length === columns.length) {
      const byColumn = {} as Record<Column, string>;
      for (const [i, column] of columns.entries()) byColumn[column] = (texts[i] ?? '').trim();
      rows.push({
        line,
        texts: byColumn,
        placeOf: (column) => placeOf(record, columns.indexOf(column)),
      });
      continue;
    }
    const unit = texts.length === 1 ? 'column' : 'columns';
    const found = `this line has ${texts.length} ${unit} instead of ${columns.length}`;
    report(
      { file: name, line, column: 1 },
      `${found} (${columns.join()}); correct the number of columns, and put double quotes around a value that contains a comma`,
    );
  }
  return { rows, problems };
};

/** A record of the file; `line` and `start` are the number and the offset of its first line. */
type CsvRecord = { readonly line: number; readonly start: number; readonly texts: readonly string[] };

/** Returns the records of a text. `open` is a record with a quote that is never closed, which ends the reading. */
const recordsOf = (
  text: string,
): { readonly records: readonly CsvRecord[]; readonly open: CsvRecord | undefined } => {
  const records: CsvRecord[] = [];
  let line = 1;
  let start = 0;
  while (start < text.length) {
    let end = endOfLine(text, start);
    const written = text.slice(start, end);
    const own = line;
    line += 1;
    if (/["\r]/.test(written) && !/^[#\r]/.test(written)) {
      const { texts, isOpen, end: behind } = cellsAt(text, start);
      if (isOpen) return { records, open: { line: own, start, texts } };
      records.push({ line: own, start, texts });
      end = endOfLine(text, behind);
      line += text.slice(start, behind).split('\n').length - 1;
    } else if (written !== '' && !/^[#\r]/.test(written))
      records.push({ line: own, start, texts: written.split(',') });
    start = end + 1;
  }
  return { records, open: undefined };
};

/** Reads the cells of the record at an offset. A cell whose quote is never closed has a start, but no text. */
const cellsAt = (text: string, from: number) => {
  const texts: string[] = [];
  const starts: number[] = [];
  let at = from;
  do {
    if (starts.length > 0) at += 1;
    starts.push(at);
    let value = '';
    if (text[at] === '"') {
      const end = endOfQuoted(text, at + 1);
      if (end === undefined) return { texts, starts, isOpen: true, end: text.length };
      value = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    const end = endOfPlain(text, at);
    texts.push(value + text.slice(at, end));
    at = end;
  } while (text[at] === ',');
  return { texts, starts, isOpen: false, end: at };
};

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
};

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
