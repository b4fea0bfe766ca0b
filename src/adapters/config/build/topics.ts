import type { Topic, TopicKey } from '../../../domain/tag/topic.ts';
import { type Report, reportTwice } from '../problems.ts';
import type { TopicsFile } from '../topics-schema.ts';
import type { YamlFile } from '../yaml-file.ts';

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
