import { expect, test } from 'vitest';
import { runHere } from '../support/run-here.ts';

test.each([
  ['digest --since 2h --date 2026-11-24', "'--since <time>' cannot be used with option '--date <day>'"],
  ['digest --since 2h --days 2', "'--since <time>' cannot be used with option '--days <count>'"],
  ['digest --limit 3 --date 2026-11-24', "'--limit <count>' cannot be used with option '--date <day>'"],
  ['digest --limit 3 --days 2', "'--limit <count>' cannot be used with option '--days <count>'"],
  ['digest --mail --date 2026-11-24', "'--mail' cannot be used with option '--date <day>'"],
  ['digest --mail --days 2', "'--mail' cannot be used with option '--days <count>'"],
  ['digest --mail --format html', "'--mail' cannot be used with option '--format <format>'"],
  ['digest --to a@b.example', '--to and --from need --mail'],
  ['digest --from a@b.example', '--to and --from need --mail'],
  ['replay --apply --items items.jsonl', "'--apply' cannot be used with option '--items <file>'"],
  ['replay --apply --labels labels.json', "'--apply' cannot be used with option '--labels <file>'"],
  ['replay --apply --parameters a.json', "'--apply' cannot be used with option '--parameters <file>'"],
  ['digest --format pdf', 'Allowed choices are text, markdown, html.'],
  ['digest --language fr', 'Allowed choices are en, ja.'],
  ['run --role leader', 'Allowed choices are poll, publish, all.'],
])('%s is refused, and the reason names the options', async (words, reason) => {
  const { status, out, err } = await runHere(...words.split(' '));
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(reason);
});
