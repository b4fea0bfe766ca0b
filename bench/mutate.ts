import { randomFrom } from './random-from.ts';

/** Pieces of text that can break a parser. */
const FRAGMENTS = [
  ...'< > & ]]> <![CDATA[ <!-- --> <! <? ?> " \' /> </ &#0; &#x1f; &#xd800; &amp; &lt; &nbsp; &copy='.split(
    ' ',
  ),
  ...'<item> </item> <entry> </entry> <title> </title> <link> <description> <content:encoded>'.split(' '),
  ...'</channel> <channel> <rss> </rss> <feed> <html> <br>'.split(' '),
  '<a href="',
  ' xmlns="http://www.w3.org/2005/Atom"',
  ' xmlns:x="urn:y"',
  ' xml:base="//b/"',
  ' type="xhtml"',
  ...'<__proto__> \0 \x0b \x1b$B \ufeff \ufffe \u2028 \u{1f600} <div> <script> { } ['.split(' '),
  '<!DOCTYPE x [<!ENTITY a "b">]>',
].map((text) => new TextEncoder().encode(text));

/** Returns endless mutations of a corpus; the same seed gives the same mutations. */
export const createMutator = (
  corpus: readonly Uint8Array[],
  seed: number,
): { readonly next: () => Uint8Array } => {
  const random = randomFrom(seed);
  const pick = <Element>(list: readonly Element[], otherwise: Element): Element =>
    list[random(list.length)] ?? otherwise;
  const empty = new Uint8Array();

  const splice = (bytes: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array => {
    const result = new Uint8Array(bytes.length - removed + added.length);
    result.set(bytes.subarray(0, at));
    result.set(added, at);
    result.set(bytes.subarray(at + removed), at + added.length);
    return result;
  };

  const mutate = (bytes: Uint8Array): Uint8Array => {
    const at = random(bytes.length + 1);
    const span = Math.min(random(pick([4, 40, 400], 4)), bytes.length - at);
    switch (random(8)) {
      case 0:
        return splice(bytes, at, 0, pick(FRAGMENTS, empty));
      case 1:
        return splice(bytes, at, span, empty);
      case 2:
        return splice(bytes, at, span, pick(FRAGMENTS, empty));
      case 3:
        return splice(bytes, at, 0, bytes.subarray(at, at + span));
      case 4:
        return splice(bytes, at, Math.min(1, bytes.length - at), Uint8Array.of(random(256)));
      case 5:
        return bytes.subarray(0, at);
      case 6: {
        const other = pick(corpus, empty);
        const from = random(other.length);
        return splice(bytes, at, span, other.subarray(from, from + random(400)));
      }
      default: {
        const fragment = pick(FRAGMENTS, empty);
        const many = new Uint8Array(fragment.length * random(300));
        for (let start = 0; start < many.length; start += fragment.length) many.set(fragment, start);
        return splice(bytes, at, 0, many);
      }
    }
  };

  return {
    next: () => {
      let bytes = pick(corpus, empty);
      for (let left = 1 + random(6); left > 0; left -= 1) bytes = mutate(bytes);
      return bytes;
    },
  };
};
