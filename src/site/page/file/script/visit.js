/** Marks the stories that are new since the last visit. */
{
  const { element, main, messages, remember, remembered } = kawaraban;

  const VISIT = 'kawaraban-visit';

  /** Maximum time between two pages of one visit, in milliseconds. */
  const VISIT_MS = 30 * 60_000;

  /** Returns the end of this reader's previous visit, in milliseconds since 1970; undefined on the first visit. */
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

  if (document.body.classList.contains('home')) {
    const seen = beginVisit();
    if (seen !== undefined) markNew(seen);
  }
}
