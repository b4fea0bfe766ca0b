/** Times as ages: of a day at most, since a date says more beyond. */
{
  const { lang, messages } = kawaraban;

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

  kawaraban.showAges = showAges;
  showAges();
  setInterval(showAges, 60_000);
}
