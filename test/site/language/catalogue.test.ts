import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../../src/site/language/catalogue.ts';
import en from '../../../src/site/language/en.json' with { type: 'json' };
import ja from '../../../src/site/language/ja.json' with { type: 'json' };
import { html } from '../../../src/site/page/part/html.ts';
import { ROOT } from '../../support/product.ts';

const LANGUAGES: Readonly<Record<'en' | 'ja', Readonly<Record<string, object | string>>>> = { en, ja };

/** The texts of a message, one for each plural category. */
const textsOf = (message: object | string | undefined): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message ?? {});

const placeholdersIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name).toSorted();

const SITE = path.join(ROOT, 'src/site');
const code = readdirSync(SITE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join(SITE, file), 'utf8'))
  .join('\n');

describe('the catalogues of messages', () => {
  test('have the same messages in the same order, none twice', () => {
    expect(Object.keys(ja)).toEqual(Object.keys(en));
    for (const language of ['en', 'ja']) {
      const text = readFileSync(path.join(SITE, `language/${language}.json`), 'utf8');
      const keys = Array.from(text.matchAll(/^ {2}"([^"]+)":/gm), ([, key]) => key);
      expect(keys).toEqual(Object.keys(en));
    }
  });

  test.each(Object.keys(en))('say %s in both languages with the same values', (key) => {
    const [wanted] = textsOf(LANGUAGES.en[key]).map(placeholdersIn).toReversed();
    for (const messages of Object.values(LANGUAGES)) {
      const texts = textsOf(messages[key]);
      expect(texts.length).toBeGreaterThan(0);
      for (const text of texts) {
        expect(text.trim()).not.toBe('');
        expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[{}<]/);
      }
      // A text for one thing may leave the number out.
      expect(placeholdersIn(texts.at(-1) ?? '')).toEqual(wanted);
    }
  });

  test('have the plural categories of their language', () => {
    for (const [language, messages] of Object.entries(LANGUAGES))
      for (const message of Object.values(messages).filter((one) => typeof one !== 'string'))
        expect(Object.keys(message).toSorted()).toEqual(
          new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted(),
        );
  });

  test.each(Object.keys(en))('have %s because a page says it', (key) => {
    const [family] = key.split('.');
    expect(code.includes(`'${key}'`) || code.includes(`\`${family}.\${`)).toBe(true);
  });
});

describe('a message', () => {
  const { say, sayHtml, number } = CATALOGUE.en;

  test('writes numbers as its language does', () => {
    expect([number(12_345), CATALOGUE.ja.number(12_345)]).toEqual(['12,345', '12,345']);
  });

  test('as HTML escapes what is not HTML', () => {
    expect(sayHtml('empty.nextPoll', { time: html`<b>${'<'}</b>` }).text).toContain('at <b>&lt;</b>.');
    expect(sayHtml('empty.nextPoll', { time: '<i>' }).text).toContain('at &lt;i&gt;.');
  });

  test('shows the name of a value that is not given', () => {
    expect(say('empty.nextPoll')).toContain('at {time}.');
  });
});
