/**
 * What the pages can do beyond HTML: times as ages, no box for a picture that is gone, search as one types, keys, and
 * buttons that copy an address. Every page works without it. It asks nothing of other hosts and makes no HTML of texts.
 */

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

/* Times as ages: of a day at most, since a date says more beyond. */

/** Where a moment is what one wants to know; after “since” a date reads better. */
const AGED = '.facts time, .state time, td:not(.health-cell) > time';

const DAY_S = 86_400;
const AGE = new Intl.RelativeTimeFormat(lang, {
  numeric: 'auto',
  // Short Japanese has a space after the number.
  style: lang === 'ja' ? 'narrow' : 'short',
});

const ageOf = (moment) => {
  const seconds = (Date.parse(moment) - Date.now()) / 1000;
  if (Math.abs(seconds) >= DAY_S) return undefined;
  const minutes = Math.round(seconds / 60);
  return Math.abs(minutes) < 60
    ? AGE.format(minutes, 'minute')
    : AGE.format(Math.round(seconds / 3600), 'hour');
};

const showAges = () => {
  for (const time of document.querySelectorAll(AGED)) {
    time.dataset.shown ??= time.textContent;
    time.title = messages.japanTime.replace('{time}', time.dataset.shown);
    time.textContent = ageOf(time.dateTime) ?? time.dataset.shown;
  }
};

/* Paper does not grow older. */
addEventListener('beforeprint', () => {
  for (const time of document.querySelectorAll(AGED)) time.textContent = time.dataset.shown;
});
addEventListener('afterprint', showAges);

/* A picture that does not arrive leaves no empty box. */

const dropPicture = (image) => {
  image.closest('.pictured')?.classList.remove('pictured');
  image.remove();
};

// The event does not bubble.
addEventListener('error', ({ target }) => target instanceof HTMLImageElement && dropPicture(target), true);
for (const image of document.images) if (image.complete && image.naturalWidth === 0) dropPicture(image);

/* What is new since the last visit: only this browser knows when that was. */

const VISIT = 'kawaraban-visit';

/** A page that is opened within this time belongs to the same visit. */
const VISIT_MS = 30 * 60_000;

/** The moment up to which this reader has seen the news, in ms; undefined on the first visit. */
const beginVisit = () => {
  const now = Date.now();
  const { since, at } = JSON.parse(remembered(VISIT) ?? '{}');
  const seen = now - at < VISIT_MS ? since : at;
  remember(VISIT, JSON.stringify({ since: seen, at: now }));
  return seen;
};

const markNew = (seen) => {
  const fresh = [...main.querySelectorAll('article')].filter(
    (story) => Date.parse(story.querySelector('.facts time')?.dateTime) > seen,
  );
  for (const story of fresh)
    story.querySelector('.facts').prepend(element('span', { className: 'new', textContent: messages.new }));
  if (fresh.length > 0)
    main.querySelector('.state')?.append(` · ${messages.newStories.replace('{stories}', fresh.length)}`);
};

/* Search as one types. */

const PAUSE_MS = 200;
const before = { address: location.href, title: document.title, content: [...main.childNodes] };
const subscribe = document.querySelector('#subscribe');
/** The link to this page in the other language. */
const other = document.querySelector('.switch');
let asked = input?.value ?? '';
let asking;

const show = (address, title, content) => {
  history.replaceState(undefined, '', address);
  document.title = title;
  main.replaceChildren(...content);
  if (other !== null) {
    const query = new URL(address, location.href).searchParams;
    query.set('lang', other.hreflang);
    other.href = `?${query}`;
  }
  showAges();
};

const search = async () => {
  const words = input.value.trim();
  if (words === asked) return;
  asked = words;
  asking?.abort();
  if (words === '' && !before.address.includes('/search?')) {
    show(before.address, before.title, before.content);
    return;
  }
  asking = new AbortController();
  // The form also holds the filters of a search, and the language where the address asked for one.
  const held = [...new FormData(input.form)].filter(([name, value]) => name !== 'q' && value !== '');
  const query = new URLSearchParams([['q', words], ...held]);
  const address = `${input.form.action}?${query}`;
  try {
    const answer = await fetch(address, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    show(address, page.title, page.querySelector('main').childNodes);
    subscribe.replaceChildren(...page.querySelector('#subscribe').childNodes);
    offerCopies();
  } catch {
    // A newer question was asked, or the server is away: the button still asks it.
  }
};

let pause;
const soon = (event) => {
  // Half a word in an input method is no word yet.
  if (event.isComposing) return;
  clearTimeout(pause);
  pause = setTimeout(search, PAUSE_MS);
};
input?.addEventListener('input', soon);
input?.addEventListener('compositionend', soon);

/* Keys, which one can switch off (WCAG 2.2, 2.1.4). */

const OFF = 'kawaraban-keys-off';
const HELP = [
  ['j', messages.nextStory],
  ['k', messages.previousStory],
  ['s', messages.allReports],
  ['/', messages.search],
  ['?', messages.help],
];

const stories = () => [...document.querySelectorAll('article')];
const current = () => stories().findIndex((story) => story.contains(document.activeElement));

const go = (step) => {
  const all = stories();
  const at = current();
  const next = all[at === -1 ? (step > 0 ? 0 : -1) : at + step];
  const link = next?.querySelector(':is(h1, h2, h3) a');
  link?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'center' });
};

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const help = element('dialog', { className: 'keys' });
const use = element('input', { type: 'checkbox', checked: remembered(OFF) !== '1' });
use.addEventListener('change', () => {
  remember(OFF, use.checked ? '0' : '1');
});
help.setAttribute('aria-labelledby', 'keys');
help.append(
  element('h2', { id: 'keys', textContent: messages.keys }),
  element(
    'dl',
    {},
    ...HELP.map(([key, does]) =>
      element(
        'div',
        {},
        element('dt', {}, element('kbd', { textContent: key })),
        element('dd', { textContent: does }),
      ),
    ),
  ),
  element('p', {}, element('label', {}, use, ` ${messages.useKeys}`)),
  element('form', { method: 'dialog' }, element('button', { textContent: messages.close })),
);
document.body.append(help);

const ACTIONS = {
  j: () => go(1),
  k: () => go(-1),
  s: () => stories()[current()]?.querySelector('a.time')?.click(),
  '/': () => input?.focus(),
  '?': () => help.showModal(),
};

document.addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || !use.checked || help.open) return;
  if (target.closest('input, select, textarea') || !Object.hasOwn(ACTIONS, key)) return;
  event.preventDefault();
  ACTIONS[key]();
});

const helpButton = element('button', {
  type: 'button',
  className: 'plain',
  textContent: messages.shortcuts,
});
helpButton.addEventListener('click', () => help.showModal());
document.querySelector('.colophon')?.append(' ', helpButton);

/* Addresses of feeds are there to be pasted into a reader. */

const offerCopies = () => {
  if (navigator.clipboard === undefined) return;
  for (const address of document.querySelectorAll('.feeds code')) {
    const name = address.parentElement.querySelector('a').textContent;
    const button = element('button', { type: 'button', className: 'plain', textContent: messages.copy });
    button.setAttribute('aria-label', messages.copyFeed.replace('{feed}', name));
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(address.textContent);
      button.textContent = messages.copied;
    });
    address.after(' ', button);
  }
};

if (document.body.classList.contains('home')) {
  const seen = beginVisit();
  if (seen !== undefined) markNew(seen);
}
showAges();
setInterval(showAges, 60_000);
offerCopies();
