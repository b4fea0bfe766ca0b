import type { Config } from '../../../src/domain/config.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { Source, SourceId } from '../../../src/domain/source/source.ts';
import type { Topic, TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeTopic } from '../../make.ts';

/** An editor's changes of the config, by day. A change stays until the end. */
const EDITS: Readonly<Record<number, (config: Config) => Config>> = {
  3: (config) => ({ ...config, topics: [...config.topics, made('plants', 'Plants', '工場')] }),
  4: (config) => ({
    ...config,
    topics: config.topics.map((topic) => ({
      ...topic,
      label: { en: `${topic.label.en} news`, ja: topic.label.ja },
    })),
  }),
  5: (config) => ({ ...config, fold: { ...config.fold, strictness: 'careful' } }),
  6: (config) => ({ ...config, feed: { ...config.feed, title: 'Another title', excerpt: 120 } }),
  7: ofSources((source) => ({
    ...source,
    outlet: { ...source.outlet, name: `${source.outlet.name} Online` },
  })),
  8: (config) => ({
    ...config,
    feed: { ...config.feed, authority: 'moved.example,2026-12', url: 'https://moved.example/news' },
  }),
  10: ofSource(7, (source) => ({ ...source, id: 'renamed' as SourceId })),
  11: ofSource(2, (source) => ({ ...source, topics: ['plants' as TopicKey] })),
  12: ofSource(4, (source) => ({ ...source, republish: 'headline' })),
  13: ofSource(3, (source) => ({ ...source, enabled: false })),
  14: ofSource(0, (source) => ({ ...source, outlet: { ...source.outlet, id: 'corrected' as OutletId } })),
  16: ofSource(3, (source) => ({ ...source, enabled: true })),
  17: (config) => ({ ...config, topics: config.topics.filter(({ key }) => key !== 'plants') }),
  19: ofSources((source) => ({
    ...source,
    outlet: { ...source.outlet, priority: 100 - source.outlet.priority },
  })),
  21: (config) => ({
    ...config,
    feed: { ...config.feed, url: 'https://kawaraban.example', authority: 'again.example,2026-12' },
  }),
};

/** Returns the config of a day, after all edits up to that day. */
export const editedConfig = (config: Config, day: number): Config =>
  Object.entries(EDITS)
    .filter(([on]) => Number(on) <= day)
    .reduce((edited, [, edit]) => edit(edited), config);

export const isEdited = (day: number): boolean => day in EDITS;

function ofSources(edit: (source: Source, index: number) => Source): (config: Config) => Config {
  return (config) => {
    const sources = config.sources.map(edit);
    return { ...config, sources, outlets: sources.map(({ outlet }) => outlet) };
  };
}

function ofSource(index: number, edit: (source: Source) => Source): (config: Config) => Config {
  return ofSources((source, at) => (at === index ? edit(source) : source));
}

const made = (key: string, en: string, ja: string): Topic =>
  makeTopic(key, en, ja, { cues: { en: [], ja: [ja] } });
