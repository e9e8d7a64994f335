import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const linterRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/lint',
  component: lazyRouteComponent(() => import('./linter.tsx'), 'Linter'),
  staticData: {
    screen: {
      ...{ duty: 'filings', label: words.linter, says: words.says, key: 'l' },
      asks: ['lint.text'],
      offered: 'to-all',
    },
  },
});
