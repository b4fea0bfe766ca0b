import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../../../src/domain/entry/entry.ts';
import { renderLongAtom } from '../../../src/site/archive/render-archive.ts';
import { renderFeed } from '../../../src/site/feed/render-feed.ts';
import { anyEntry } from '../feed/any-entry.ts';
import { settings, view } from '../feed/merged-feed.ts';

const anySlices = fc.array(fc.array(anyEntry, { maxLength: 3 }), { maxLength: 4 });

async function* inTurn(slices: readonly (readonly Entry[])[]) {
  yield* slices;
}

test('a document written in slices has the bytes of one written at once, whatever the entries say', async () => {
  await fc.assert(
    fc.asyncProperty(anySlices, async (slices) => {
      const { atom } = await renderLongAtom(view, inTurn(slices), settings);
      expect(atom).toBe(renderFeed('atom', view, slices.flat(), settings));
    }),
  );
});

test('it tells of the newest change, where there is an entry', async () => {
  await fc.assert(
    fc.asyncProperty(anySlices, async (slices) => {
      const { updated } = await renderLongAtom(view, inTurn(slices), settings);
      const all = slices.flat().map((entry) => entry.updated.epochMilliseconds);
      expect(updated?.epochMilliseconds).toBe(all.length === 0 ? undefined : Math.max(...all));
    }),
  );
});
