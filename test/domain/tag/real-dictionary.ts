import { readConfig } from '../../../src/daemon/read-config.ts';
import { makeDictionary } from '../../../src/domain/tag/dictionary.ts';
import { SHIPPED_CONFIG } from '../../support/shipped-config.ts';

const loaded = await readConfig(SHIPPED_CONFIG, {});
if (loaded.kind === 'wrong') throw new Error('the shipped config is wrong: see bin/kawaraban check');

/** What the shipped config says of companies, topics and terms, as the product reads it. */
export const realConfig = loaded.config;
export const { companies: realCompanies, topics: realTopics } = realConfig;
export const { glossary: realGlossary, dictionary: realWords } = realConfig.fold;

export const realDictionary = () => makeDictionary(realConfig);
