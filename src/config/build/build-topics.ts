import type { Topic, TopicKey } from '../../domain/tag/topic.ts';
import { type Report, reportTwice } from '../read/config-problems.ts';
import type { YamlFile } from '../read/yaml-file.ts';
import type { TopicsFile } from '../schema/topics-schema.ts';

/** The topics of `topics.yaml`. */
export const buildTopics = ({ topics }: TopicsFile, file: YamlFile, report: Report): readonly Topic[] => {
  const uses = topics.map(({ key }, i) => ({ name: key, place: file.place(['topics', i, 'key']) }));
  reportTwice(report, 'the topic key', uses);
  return topics.map((topic, i) => ({
    ...topic,
    key: topic.key as TopicKey,
    place: file.place(['topics', i, 'key']),
  }));
};
