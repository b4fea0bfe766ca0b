/**
 * The script of the pages, which also work without it. `static-files.ts` joins the parts of the script; each part is a
 * block, and `kawaraban` has the values that the parts share.
 */

{
  /** The texts of the page's language. */
  const messages = JSON.parse(document.currentScript.dataset.messages);
  const { lang } = document.documentElement;

  /** Returns the stored value of a key; null if no value is stored, or if the browser allows no storage. */
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
