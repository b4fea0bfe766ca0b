import { readWords } from '../../src/config/read/read-words.ts';

const { words, problems } = await readWords(new URL('../../config', import.meta.url).pathname);
if (problems.length > 0) throw new Error(JSON.stringify(problems));

/** The word lists that come with Kawaraban. */
export const shippedWords = words;
