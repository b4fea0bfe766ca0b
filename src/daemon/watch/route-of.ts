/** The first steps of the paths that are served; whatever else is asked for shares one name. */
const ROUTES: ReadonlySet<string> = new Set([
  'feed',
  'topics',
  'companies',
  'outlets',
  'languages',
  'search',
  'archive',
  'stories',
  'status',
  'config',
  'sources',
  'healthz',
  'readyz',
  'metrics',
]);

/** The name under which requests for a path are counted: one of a few, whatever was asked for. */
export const routeOf = (path: string): string => {
  if (path === '/') return 'home';
  const [step = ''] = path.slice(1).split(/[/.?]/, 1);
  return ROUTES.has(step) ? step : 'other';
};
