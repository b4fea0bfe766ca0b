/**
 * Adds to the pages: ages in place of times, no box for a missing picture, marks of new stories, search while typing,
 * keys, and buttons that copy an address. Every page works without the script, which asks only this site. Its parts are
 * joined in the order of `static-files.ts`; each part is a block, and `kawaraban` has what they share.
 */

{
  /** The texts of the page's language. */
  const messages = JSON.parse(document.currentScript.dataset.messages);
  const { lang } = document.documentElement;

  /** The stored value of a key; null if no value is stored, or if the browser allows no storage. */
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
      // Without storage, each page begins with the defaults.
    }
  };

  const main = document.querySelector('main');
  const input = document.querySelector('#q');

  /** Makes an element with properties and children. A text among the children stays text, never HTML. */
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  globalThis.kawaraban = { element, input, lang, main, messages, remember, remembered };
}
