import { days } from './days.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';
import type { ViewPage } from './render-view.ts';

/** A page as one file for a mail or a browser: no stylesheet beside it, every address whole. */
export const renderDigest = ({ settings, view, page }: ViewPage): string =>
  layout({
    settings,
    view,
    title: view.title,
    standalone: true,
    main: html`<header class="view"><h1>${view.title}</h1>
<p>${view.description}</p></header>
${days(page, settings.url, undefined)}`,
  });
