import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createMeter } from '../../../src/system/metrics/create-meter.ts';
import { isInstalled } from '../../support/debian.ts';
import { ROOT } from '../../support/product.ts';

const docs = (file: string): string => readFileSync(path.join(ROOT, 'docs', file), 'utf8');

const metrics = async (): Promise<ReadonlySet<string>> => {
  const text = await createMeter('1.2.3').exposition({
    sources: [],
    store: {
      ...{ articles: 0, stories: 0, bytes: 0, unwritten: 0, problems: [], isWaiting: false },
    },
    configProblems: 0,
    isOffline: false,
  });
  return new Set(Array.from(text.matchAll(/^# TYPE (\S+)/gm), ([, name = '']) => name));
};

test('docs/operations.md explains every metric of ours', async () => {
  const explained = new Set(
    docs('operations.md')
      .split('\n')
      .filter((line) => /^\| `[a-z_]+(\{|`)/.test(line))
      .flatMap((line) =>
        Array.from(line.matchAll(/`([a-z]+_[a-z_]+)(?:\{[a-z,]*\})?`/g), ([, name]) => name),
      ),
  );
  const ours = [...(await metrics())].filter((name) => name.startsWith('kawaraban_'));
  expect(ours.length).toBeGreaterThan(15);
  for (const name of ours) expect(explained).toContain(name.replace('kawaraban_', ''));
});

test('the alert rules and the Grafana dashboard ask for metrics that there are', async () => {
  const known = await metrics();
  const text =
    docs('operations.md').split('## Alerts')[1]?.split('## Upgrading')[0] + docs('grafana-dashboard.json');
  const asked = text.match(/\b(?:kawaraban|nodejs|process)_[a-z0-9_]+/g) ?? [];
  expect(asked.length).toBeGreaterThan(15);
  for (const name of asked) expect(known).toContain(name.replace(/_(bucket|sum|count)$/, ''));
});

test.skipIf(!isInstalled('promtool', 'promtool'))('promtool reads every rule and every question', () => {
  const rules = /```yaml\n(groups:[^`]*)```/.exec(docs('operations.md'))?.[1] ?? '';
  const panels = docs('grafana-dashboard.json');
  const questions = Array.from(panels.matchAll(/"expr": ("(?:[^"\\]|\\.)*")/g), ([, text]) => text);
  expect(questions.length).toBeGreaterThan(10);
  const recorded = questions.map((text, n) => `      - record: panel${n}\n        expr: ${text}\n`).join('');
  const input = `${rules}  - name: dashboard\n    rules:\n${recorded}`;
  const { status, stderr, stdout } = spawnSync('promtool', ['check', 'rules'], { input, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  expect(stdout).toContain(`${5 + questions.length} rules found`);
});
