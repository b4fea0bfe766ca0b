import { expect, test } from 'vitest';
import { amendXml } from '../../../src/site/feed/amend-xml.ts';

const XML = `<?xml version="1.0"?>
<list>
    <name>R&amp;D</name>
    <item a="1 &gt; 0"><text><![CDATA[<b>]]></text></item>
    <item/>
</list>
<!-- the end -->`;

const whole = ({ head, items, tail }: ReturnType<typeof amendXml>): string => [head, ...items, tail].join('');

test('a document that nothing is changed in is copied byte for byte', () => {
  expect(whole(amendXml(XML, 'list/item', () => undefined))).toBe(XML);
});

test('an element gets other attributes, another text, and XML before and after it', () => {
  const amended = amendXml(XML, 'list/item', (path, { a }, item) => {
    if (path === 'list/name') return { text: (text) => `[${text}]`, before: '<x/>' };
    if (path === 'list/item') return { attributes: { n: `${item} ${a}` }, after: '<y/>' };
    return path === 'list/item/text' ? { text: (text) => text.replace('<b>', 'b') } : undefined;
  });
  expect(whole(amended)).toBe(`<?xml version="1.0"?>
<list>
    <x/><name>[R&D]</name>
    <item n="0 1 > 0"><text>b</text></item><y/>
    <item n="1 undefined"/><y/>
</list>
<!-- the end -->`);
});

test('its items stand apart, each with the space before it', () => {
  expect(amendXml(XML, 'list/item', () => undefined)).toEqual({
    head: XML.slice(0, XML.indexOf('\n    <item a')),
    items: [XML.slice(XML.indexOf('\n    <item a'), XML.indexOf('\n    <item/>')), '\n    <item/>'],
    tail: '\n</list>\n<!-- the end -->',
  });
});

test('a document without items is all head and tail', () => {
  const { head, items, tail } = amendXml('<list></list>', 'list/item', () => undefined);
  expect([`${head}${tail}`, items]).toEqual(['<list></list>', []]);
});

test('a document that is not well-formed is refused', () => {
  expect(() => amendXml('<list><item></list>', 'list/item', () => undefined)).toThrow('close tag');
});
