/** Adds keys that move among stories, and that the reader can switch off (WCAG 2.2, 2.1.4). */
{
  const { element, input, messages, remember, remembered } = kawaraban;

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
    s: () => stories()[current()]?.querySelector('a.time, a.count')?.click(),
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
}
