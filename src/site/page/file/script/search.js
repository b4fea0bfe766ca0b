/** Searches while the reader types. */
{
  const { input, main } = kawaraban;

  const PAUSE_MS = 200;
  const subscribe = document.querySelector('#subscribe');
  const before = {
    address: location.href,
    title: document.title,
    content: [...main.childNodes],
    feeds: [...subscribe.childNodes],
  };
  const other = document.querySelector('.switch');
  let asked = input?.value ?? '';
  let asking;

  const show = ({ address, title, content, feeds }) => {
    history.replaceState(undefined, '', address);
    document.title = title;
    main.replaceChildren(...content);
    subscribe.replaceChildren(...feeds);
    if (other !== null) {
      const query = new URL(address, location.href).searchParams;
      query.set('lang', other.hreflang);
      other.href = `?${query}`;
    }
    kawaraban.showAges();
  };

  const search = async () => {
    const words = input.value.trim();
    if (words === asked) return;
    asked = words;
    asking?.abort();
    if (words === '' && !before.address.includes('/search?')) {
      show(before);
      return;
    }
    asking = new AbortController();
    // The form also contains filters and a language.
    const held = [...new FormData(input.form)].filter(([name, value]) => name !== 'q' && value !== '');
    const query = new URLSearchParams([['q', words], ...held]);
    const address = `${input.form.action}?${query}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const [content, feeds] = ['main', '#subscribe'].map((part) => page.querySelector(part).childNodes);
      show({ address, title: page.title, content, feeds });
      kawaraban.offerCopies();
    } catch {
      // The button of the form still works.
    }
  };

  let pause;
  const soon = (event) => {
    // The text of an input method is incomplete until the reader confirms it.
    if (event.isComposing) return;
    clearTimeout(pause);
    pause = setTimeout(search, PAUSE_MS);
  };
  input?.addEventListener('input', soon);
  input?.addEventListener('compositionend', soon);
}
