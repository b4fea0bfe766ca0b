import { readFile, stat } from 'node:fs/promises';
import type { ConfigProblem } from '../../domain/config.ts';

export type TextResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly problem: ConfigProblem };

/** Maximum size of a config file, in bytes; a larger file is a mistake. */
const LARGEST_FILE = 5_000_000;

/** Reads a config file in UTF-8, and removes a byte order mark. Never rejects. */
export const readText = async (path: string): Promise<TextResult> => {
  /** Returns a problem; `before` is the text up to the first unreadable byte. */
  const unreadable = (before: string, message: string): TextResult => {
    const lines = before.split('\n');
    const place = { file: path, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
    return { kind: 'unreadable', problem: { ...place, message } };
  };
  const bytes = await readWhole(path).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) {
    if (bytes.code === 'ENOENT') return { kind: 'missing' };
    return unreadable(
      '',
      `this file cannot be read (${bytes.code ?? bytes.message}); ${remedyFor(bytes.code, 'file')}`,
    );
  }
  if (typeof bytes === 'string') return unreadable('', bytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const zero = text.indexOf('\0');
    return zero < 0 ? { kind: 'text', text } : unreadable(text.slice(0, zero), ZERO_BYTE);
  } catch {
    return unreadable(decodable(bytes), `this is not UTF-8 text${guess(bytes)}; save the file as UTF-8`);
  }
};

/** Returns the text up to the first bytes that are not UTF-8. A U+FFFD of the file itself is text. */
const decodable = (bytes: Buffer): string => {
  const replaced = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const wrongAt = replaced.findIndex((byte, i) => byte !== bytes[i]);
  // `stream` leaves out a letter of which only the first bytes are equal.
  return new TextDecoder('utf-8').decode(bytes.subarray(0, wrongAt), { stream: true });
};

/** Resolves to the bytes of a file, or to the reason why the file must not be read. */
const readWhole = async (path: string): Promise<Buffer | string> => {
  const found = await stat(path);
  if (!found.isFile() && !found.isDirectory())
    return 'this is a pipe, a socket or a device; put a text file in its place';
  if (found.size > LARGEST_FILE)
    return 'this file is larger than 5 MB; shorten it, or put the right file in its place';
  return readFile(path);
};

const ZERO_BYTE =
  'this file is not text: a zero byte is here; save the file as UTF-8 if it is UTF-16, otherwise remove the byte';

/** Returns what to do if a file or folder of the config cannot be read, by the code of the error. */
export const remedyFor = (code: string | undefined, kind: 'file' | 'folder'): string => {
  if (code === 'EISDIR') return 'a folder is in the place of the file: move the folder away';
  if (code === 'ENOTDIR')
    return 'a part of its path is a file, not a folder: name the folder of the config with --config, or put a folder in the place of that part';
  if (code === 'ELOOP') return 'symbolic links in its path form a loop: correct them';
  if (/^(EMFILE|ENFILE|ENOMEM)$/.test(code ?? ''))
    return 'this machine lacks memory, or too many files are open: end other programs, and try again';
  return /^(EACCES|EPERM)$/.test(code ?? '')
    ? 'allow the user that runs Kawaraban to read it and to open the folders above it'
    : `remove the cause, or put a readable ${kind} in its place`;
};

/** Returns the likely encoding of the bytes, as a part of a message; empty if no encoding fits. */
const guess = (bytes: Buffer): string => {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return ' but UTF-16';
  // EUC-JP is tried before Shift_JIS: much EUC-JP text decodes as Shift_JIS, but little Shift_JIS text as EUC-JP.
  const found = ['EUC-JP', 'Shift_JIS'].find((label) => decodesWith(label, bytes));
  return found === undefined ? '' : ` but looks like ${found}`;
};

const decodesWith = (label: string, bytes: Buffer): boolean => {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};
