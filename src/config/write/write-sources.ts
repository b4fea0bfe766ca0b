import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path, { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { errorText } from '../../domain/error-text.ts';
import type { NewSource } from '../../domain/source/propose/propose-source.ts';
import { checkShape } from '../read/check-shape.ts';
import { readYaml } from '../read/read-yaml.ts';
import { sourcesSchema } from '../schema/sources-schema.ts';
import { insertSources } from './insert-sources.ts';

export type Written =
  /** `lines`: the line on which each new source begins, counted from 1. */
  | { readonly kind: 'written'; readonly file: string; readonly lines: readonly number[] }
  | { readonly kind: 'not-written'; readonly file: string; readonly reason: string };

/**
 * Adds sources to the valid `sources.yaml` of a config folder. `not-written` if the layout of the file is not suitable,
 * if another program has changed the file meanwhile, or if writing fails; rejects if the file cannot be read.
 */
export const writeSources = async (folder: string, sources: readonly NewSource[]): Promise<Written> => {
  const file = join(folder, 'sources.yaml');
  const old = await readFile(file);
  const text = old.toString('utf8');
  const inserted = insertSources(text, sources);
  if (inserted.kind === 'unfit') return { kind: 'not-written', file, reason: inserted.reason };
  if (!readsBack(text, inserted.text, sources)) return { kind: 'not-written', file, reason: NOT_READ_BACK };
  const replaced = await replaceFile(file, old, inserted.text);
  return replaced.kind === 'replaced'
    ? { kind: 'written', file, lines: inserted.lines }
    : { kind: 'not-written', file, reason: replaced.reason };
};

const NOT_READ_BACK =
  'it is not valid, or its layout does not let a command add sources; run `kawaraban check`, or add the sources by hand';

const readsBack = (old: string, text: string, added: readonly NewSource[]): boolean => {
  const [before, after] = [sourcesIn(old), sourcesIn(text)];
  if (before === undefined || after === undefined) return false;
  const kept = before.sources.length;
  return (
    isDeepStrictEqual({ ...after, sources: after.sources.slice(0, kept) }, before) &&
    isDeepStrictEqual(
      after.sources.slice(kept).map(({ id, outlet, endpoints: [url] }) => [id, outlet, url]),
      added.map(({ id, outlet, endpoint }) => [id, outlet, endpoint]),
    )
  );
};

const sourcesIn = (text: string) => {
  const { file } = readYaml('sources.yaml', text.replace(/^\ufeff/, ''));
  const shape = file === undefined ? undefined : checkShape(file, sourcesSchema);
  return shape?.kind === 'right' ? shape.value : undefined;
};

const LET_WRITE =
  'check that this user (or the user of a running daemon) may write in its folder, that the disk has space, and that the file is not a mount point; then run the command again';

type Replaced = { readonly kind: 'replaced' } | { readonly kind: 'refused'; readonly reason: string };

/** Replaces a file whole and durably, if its content is still `old`. Follows symbolic links and keeps the mode. */
const replaceFile = async (file: string, old: Uint8Array, text: string): Promise<Replaced> => {
  const target = await realpath(file);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.new`);
  try {
    const { mode } = await stat(target);
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.chmod(mode);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!(await readFile(target)).equals(old)) {
      await rm(temporary, { force: true });
      return {
        kind: 'refused',
        reason: 'another program wrote to it at the same time; run the command again',
      };
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    return { kind: 'refused', reason: `${errorText(error)}; ${LET_WRITE}` };
  }
  // The file is replaced even if its folder cannot be synced; only a power failure can bring the old file back.
  await syncFolder(path.dirname(target)).catch(() => undefined);
  return { kind: 'replaced' };
};

const syncFolder = async (folder: string): Promise<void> => {
  await using handle = await open(folder);
  await handle.sync();
};
