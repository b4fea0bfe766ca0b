/** Shows times as ages, up to a day; an older time is shown as a date. */
{
  const { lang, messages } = kawaraban;

  /** Selects the times that are shown as ages; a date reads better after “since”. */
  const AGED = '.facts time, .state time, td:not(.health-cell) > time';

  const DAY_S = 86_400;
  const AGE = new Intl.RelativeTimeFormat(lang, {
    numeric: 'auto',
    // The short Japanese style has a space after the number.
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

  /* An age on paper would soon be wrong, so the page is printed with times. */
  addEventListener('beforeprint', () => {
    for (const time of document.querySelectorAll(AGED)) time.textContent = time.dataset.shown;
  });
  addEventListener('afterprint', showAges);

  kawaraban.showAges = showAges;
  showAges();
  setInterval(showAges, 60_000);
}
