/**
 * What the pages can do beyond HTML: times as ages, no box for a picture that is gone, search as one types, keys, and
 * buttons that copy an address. Every page works without it. It asks nothing of other hosts and makes no HTML of texts.
 * The parts are joined to one script in the order of `static-files.ts`; each is a block, and shares what `kawaraban` has.
 */

{
  /** The texts of the page's language. */
  const messages = JSON.parse(document.currentScript.dataset.messages);
  const { lang } = document.documentElement;

  /** Where a browser allows no storage, nothing is remembered. */
  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const remember = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // What depends on it begins anew on each page.
    }
  };

  const main = document.querySelector('main');
  const input = document.querySelector('#q');

  /** An element with properties and children; texts among these are text, never HTML. */
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  globalThis.kawaraban = { element, input, lang, main, messages, remember, remembered };
}
