import { readWords } from '../../src/config/read/read-words.ts';
import { SHIPPED_CONFIG } from './shipped-config.ts';

const { words, problems } = await readWords(SHIPPED_CONFIG);
if (problems.length > 0) throw new Error(JSON.stringify(problems));

/** The word lists that come with Kawaraban. */
export const shippedWords = words;
