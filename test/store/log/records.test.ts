import { expect, test } from 'vitest';
import { readStory } from '../../../src/store/log/records.ts';
import { anArticle, aStory } from '../make-story.ts';

const stored = (change: Parameters<typeof anArticle>[1]): unknown =>
  JSON.parse(JSON.stringify(aStory(1, { articles: [anArticle(1, change)] })));

test('a story is read with the picture of its article', () => {
  const picture = {
    image: 'https://kanda.example/1.jpg',
    imageDetails: { width: 800, height: 533, alt: '第1工場' },
  };
  expect(readStory(stored(picture)).articles[0]).toMatchObject(picture);
});

test('a story that an earlier version stored, with the address of an image alone, is read', () => {
  const image = 'http://kanda.example/1.jpg';
  expect(readStory(stored({ image })).articles[0]).toMatchObject({ image });
  expect(readStory(stored({})).articles[0]).not.toHaveProperty('image');
});
