import { expect, onTestFinished, test } from 'vitest';
import { aStory } from '../../store/make-story.ts';
import { openedStore } from '../../store/opened-store.ts';
import { install } from '../../support/product.ts';
import { kawarabanHere, onTerminal } from '../../support/run-here.ts';

test('store export writes a line a story, and shows its progress on a terminal until its end', async () => {
  const at = await install([{ id: 'one', url: 'https://outlet.example/feed' }]);
  onTestFinished(at.remove);
  const store = await openedStore(at.data);
  const stories = Array.from({ length: 150 }, (_, n) => aStory(n));
  await store.commit({ stories, drops: [], states: [] });
  await store.close();
  const { isTTY } = process.stderr;
  process.stderr.isTTY = true;
  const { status, out, err } = await kawarabanHere(at, 'store', 'export').finally(() => {
    process.stderr.isTTY = isTTY;
  });
  expect(status).toBe(0);
  expect(out.trim().split('\n')).toHaveLength(150);
  expect(err).toMatch(/^[█░]{30} 100 of 150/);
  expect(err.endsWith('\r\u001b[K')).toBe(true);
  // A terminal that shows the stories shows no bar.
  expect((await onTerminal(80, () => kawarabanHere(at, 'store', 'export'))).err).toBe('');
  // The store is free again.
  await (await openedStore(at.data)).close();
});
