import { describe, expect, test } from 'vitest';
import { publishSite } from '../../../src/site/publish/publish-site.ts';

const LAST = ['/', '/status', '/feed.rss', '/feed.atom', '/feed.json'];
const TEXT = { status: 200, maxAgeSeconds: 0, page: false } as const;

/** Publishes a site of these paths; what is rendered and written is noted in order. */
const publish = async (
  paths: readonly string[],
  outcomes: Readonly<Record<string, 'same' | 'foreign'>> = {},
) => {
  const done: string[] = [];
  const progress: (readonly [number, number])[] = [];
  const published = await publishSite({
    site: {
      paths: async () => paths,
      resource: async (path) => {
        done.push(`renders ${path}`);
        if (path === '/gone') return { ...TEXT, status: 404, contentType: 'text/html', body: '' };
        if (path === '/nothing') return undefined;
        const isPage = path === '/' || !path.includes('.');
        return { ...TEXT, contentType: isPage ? 'text/html; charset=utf-8' : 'text/plain', body: path };
      },
    },
    folder: {
      put: async (name, bytes) => {
        done.push(`writes ${name}: ${Buffer.from(bytes).toString()}`);
        return outcomes[name] ?? 'written';
      },
      removeStale: async () => {
        done.push('removes');
        return 3;
      },
    },
    onFile: (...given) => progress.push(given),
  });
  return { published, done, progress };
};

describe('the files of a site', () => {
  test('are written before the pages and feeds that lead to them, which are rendered first', async () => {
    const { published, done, progress } = await publish(['/feed.rss', '/stories/a', '/style.css', '/']);
    expect(done).toEqual([
      ...LAST.map((path) => `renders ${path}`),
      'renders /stories/a',
      'writes stories/a/index.html: /stories/a',
      'renders /style.css',
      'writes style.css: /style.css',
      'writes feed.json: /feed.json',
      'writes feed.atom: /feed.atom',
      'writes feed.rss: /feed.rss',
      'writes status/index.html: /status',
      'writes index.html: /',
      'removes',
    ]);
    expect(published).toEqual({ files: 7, written: 7, removed: 3, foreign: [] });
    expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7].map((count) => [count, 7]));
  });

  test('are counted if they stay the same, and nothing is removed if one of them is not ours', async () => {
    const { published, done } = await publish(['/a', '/b'], {
      'a/index.html': 'same',
      'b/index.html': 'foreign',
    });
    expect(published).toEqual({ files: 6, written: 5, removed: 0, foreign: ['b/index.html'] });
    expect(done).not.toContain('removes');
  });

  test('are not made of what is missing, or of a path that would leave the folder', async () => {
    const { published } = await publish(['/gone', '/nothing', '/../x']);
    expect(published).toMatchObject({ files: 5, foreign: [] });
  });
});
