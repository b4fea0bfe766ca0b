import { readConfig } from '../../../src/daemon/read-config.ts';
import { makeDictionary } from '../../../src/domain/tag/dictionary.ts';

const loaded = await readConfig(new URL('../../../config', import.meta.url).pathname, {});
if (loaded.kind === 'wrong') throw new Error('the shipped config is wrong: see bin/kawaraban check');

/** What the shipped config says of companies, topics and terms, as the product reads it. */
export const { companies: realCompanies, topics: realTopics } = loaded.config;
export const { glossary: realGlossary, dictionary: realWords } = loaded.config.fold;

export const realDictionary = () => makeDictionary({ companies: realCompanies, topics: realTopics });
