import { escapeCdata, escapeXml } from '../clean-text.ts';

/**
 * Opaque tokens that stand for text while the library writes a document, and their text afterwards.
 * All else that passes the library is ASCII, so that nothing can be taken for a token; and each token is
 * filled once, so that no text can bring in another.
 */
export type Slots = {
  /** Plain text, of an element or an attribute. */
  readonly text: (text: string) => string;
  /** HTML, in a CDATA section. */
  readonly html: (html: string) => string;
  /** Finished XML in place of the `rights` or `copyright` element that the library writes around the token. */
  readonly elements: (xml: string) => string;
  readonly fill: (skeleton: string) => string;
};

const TOKEN = /<(rights|copyright)>⟦(\d+)⟧<\/\1>|<!\[CDATA\[⟦(\d+)⟧\]\]>|⟦(\d+)⟧/g;

export const createSlots = (): Slots => {
  const fillings: string[] = [];
  const put = (filling: string): string => `⟦${fillings.push(filling) - 1}⟧`;
  return {
    text: (text) => put(escapeXml(text)),
    html: (html) => put(`<![CDATA[${escapeCdata(html)}]]>`),
    elements: put,
    fill: (skeleton) =>
      skeleton.replace(
        TOKEN,
        (_, _element?: string, inElement?: string, inCdata?: string, bare?: string) =>
          fillings[Number(inElement ?? inCdata ?? bare)] ?? '',
      ),
  };
};
