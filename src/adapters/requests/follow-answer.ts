import { type FileHandle, open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import type { RequestOutcome, Tell } from '../../domain/request/request.ts';
import { answerLine } from './request-file.ts';

/** How far an answer is. */
export type AnswerState =
  | { readonly kind: 'untaken' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'ended'; readonly outcome: RequestOutcome };

const CHUNK_BYTES = 64 * 1024;

/** Reads a growing answer: each `look` tells what is new in it. Rejects where a line is no answer's. */
export const followAnswer = (path: string, tell: Tell) => {
  const decoder = new StringDecoder('utf8');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let file: FileHandle | undefined;
  let rest = '';
  let state: AnswerState = { kind: 'untaken' };

  const takeLine = (text: string): void => {
    const line = answerLine.parse(JSON.parse(text));
    if (line.kind === 'taken' || line.kind === 'ended') state = line;
    else tell(line);
  };

  return {
    look: async (): Promise<AnswerState> => {
      file ??= await openIfThere(path);
      if (file === undefined) return state;
      for (;;) {
        const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
        if (bytesRead === 0) return state;
        const lines = (rest + decoder.write(chunk.subarray(0, bytesRead))).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) takeLine(line);
      }
    },
    close: async (): Promise<void> => {
      await file?.close();
    },
  };
};

const openIfThere = async (path: string): Promise<FileHandle | undefined> => {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
