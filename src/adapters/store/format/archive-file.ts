import { z } from 'zod';
import type { FrozenArchive } from '../../../pipeline/ports.ts';
import type { Format } from './format.ts';
import { moment } from './moment-schema.ts';
import { checkFile, FORMAT_VERSION } from './version.ts';

const archive = z.object({
  version: z.literal(FORMAT_VERSION),
  frozenAt: moment,
  base: z.string(),
  atom: z.string(),
});

/** `archive/2026-11.json`: a month's archive document as it was frozen. */
export const archiveFile: Format<FrozenArchive> = {
  parse: (bytes) => {
    const { version: _, ...frozen } = checkFile(archive, JSON.parse(bytes.toString('utf8')));
    return frozen;
  },
  stringify: (frozen) => Buffer.from(`${JSON.stringify({ version: FORMAT_VERSION, ...frozen })}\n`),
};
