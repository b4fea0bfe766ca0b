import type { FeedSettings } from '../../../domain/config.ts';
import type { FeedView } from '../../feed/feed-view.ts';
import { CATALOGUE } from '../../language/catalogue.ts';
import { nameIn, type Reader } from '../../language/reader.ts';

type Settings = Pick<FeedSettings, 'title' | 'description'>;

/** Returns the site's configured name. The default name is translated to the reader's language. */
export const siteTitle = ({ title }: Pick<Settings, 'title'>, { say }: Pick<Reader, 'say'>): string =>
  title === CATALOGUE.en.say('site.title') ? say('site.title') : title;

/** Returns the configured line below the site's name. The default line is translated to the reader's language. */
export const siteMotto = ({ description }: Settings, { say }: Reader): string =>
  description === CATALOGUE.en.say('site.motto') ? say('site.motto') : description;

/** Returns the name of a view for a reader. The merged view has the name of the site. */
export const nameOf = ({ title, names, path }: FeedView, settings: Settings, reader: Reader): string => {
  if (path === '/languages/ja') return reader.say('site.newsInJapanese');
  if (path === '/languages/en') return reader.say('site.newsInEnglish');
  const suffix = ` · ${settings.title}`;
  const named = nameIn(reader.language, names);
  if (named !== undefined) return named;
  return title.endsWith(suffix) ? title.slice(0, -suffix.length) : siteTitle({ ...settings, title }, reader);
};

/** Returns a short description of a view's page. */
export const describe = (view: FeedView, settings: Settings, reader: Reader): string => {
  const { path, names, description } = view;
  if (path === '/edition') return reader.say('edition.about');
  if (names === undefined) return siteMotto({ ...settings, description }, reader);
  const name = nameOf(view, settings, reader);
  if (path === '/top') return reader.say('view.top');
  if (path.startsWith('/languages/')) return name;
  if (path.startsWith('/search?')) return reader.say('view.found', { name });
  return reader.say(path.startsWith('/outlets/') ? 'view.outlet' : 'view.about', { name });
};
