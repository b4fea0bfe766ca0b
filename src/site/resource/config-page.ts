import { defined } from '../../domain/defined.ts';
import { hideSecrets } from '../../domain/hide-secrets.ts';
import type { Resource } from '../../serve/ports.ts';
import { renderConfig } from '../page/render-config.ts';
import type { SiteParts } from '../site-parts.ts';
import { mergedView } from '../views.ts';
import { withoutFolders } from '../without-folders.ts';
import { describeConfig } from './describe-config.ts';
import { htmlPage } from './resources.ts';

/** The page of what is configured. */
export const configPage = ({ config, folders, configProblems, configSince }: SiteParts): Resource => {
  const current = config();
  const since = configSince?.();
  const page = htmlPage(
    renderConfig({
      settings: current.feed,
      view: mergedView(current).feed,
      config: describeConfig(current, folders),
      problems: configProblems().map((problem) => hideSecrets(withoutFolders(problem, folders))),
      ...defined({ since }),
    }),
  );
  return { ...page, maxAgeSeconds: 0 };
};
