import type { FeedSettings } from '../../domain/config.ts';
import type { Letter } from '../../domain/edition/edition.ts';
import { type EditionContent, editionText } from '../../domain/edition/edition-text.ts';
import { shortDate } from '../../domain/entry/digest-text.ts';
import { CATALOGUE } from '../language/catalogue.ts';
import { html } from '../page/part/html.ts';
import { siteTitle } from '../page/part/view-name.ts';
import { editionHtml } from './edition-html.ts';

/** Returns the mail message of an edition. `name` (a-z, 0-9, `-`), such as `edition-2026-11-26`, begins the message id. */
export const editionMail = (edition: EditionContent, name: string, settings: FeedSettings): Letter => {
  const { until, stories } = edition;
  const day = nameOf(edition, settings);
  const [lead] = stories;
  const [host = ''] = settings.authority.split(',');
  return {
    subject: lead === undefined ? day : `${day}: ${lead.title}`,
    text: `${editionText(edition)}\n`,
    html: editionDocument(edition, settings),
    date: until,
    messageId: `<${name}@${host}>`,
  };
};

const nameOf = ({ until, language }: EditionContent, settings: FeedSettings): string =>
  `${siteTitle(settings, CATALOGUE[language])}${language === 'ja' ? ' ' : ', '}${shortDate(until, language)}`;

/** The style is in the message, because mail programs load no stylesheet. */
const STYLE = `body{max-width:42rem;margin:0 auto;padding:1rem;font:16px/1.5 Georgia,"Hiragino Mincho ProN","Yu Mincho","Noto Serif CJK JP",serif}
h1{font-size:1rem;font-weight:400;color:#625d55}h2{margin:0 0 .3rem;font-size:1.1rem;line-height:1.35}h1+p+h2{font-size:1.6rem;line-height:1.25}
p{margin:0 0 .3rem}p:has(+h2){margin-top:1.6rem}a{color:#1d1b18}`;

/** Returns an edition as one HTML file for a mail or a browser. */
export const editionDocument = (edition: EditionContent, settings: FeedSettings): string => {
  const { language } = edition;
  const day = nameOf(edition, settings);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${day}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${{ kind: 'html', text: STYLE }}</style>
</head>
<body>
<h1><a href="${settings.url}/">${day}</a></h1>
${editionHtml(edition)}</body>
</html>
`.text;
};
