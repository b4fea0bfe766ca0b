import { type Html, html } from './html.ts';

/** A field that asks `/search`, on every page; `words` are those that were asked. */
export const searchBox = (base: string, words = ''): Html =>
  html`<search><form class="search" action="${base}/search">
<label for="q">Search</label>
<input id="q" name="q" type="search" value="${words}" placeholder="Search · 検索" autocomplete="off" enterkeyhint="search" maxlength="200">
<button>Search</button>
</form></search>
`;
