import { layout } from './layout.ts';
import { days } from './part/days.ts';
import { html } from './part/html.ts';
import { heading, nameOf, type ViewPage } from './render-view.ts';

/** A page as one file for a mail or a browser: no stylesheet beside it, every address whole. */
export const renderDigest = ({ settings, view, page }: ViewPage): string =>
  layout({
    settings,
    view,
    title: nameOf(view, settings),
    standalone: true,
    isHome: view.pagePath === '/',
    main: html`${heading(view, settings)}${days(page, settings.url, undefined)}`,
  });
