import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const playRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/play',
  component: lazyRouteComponent(() => import('./play.tsx'), 'Play'),
  staticData: {
    screen: {
      ...{ duty: 'today', label: words.play, says: words.says, key: 'y' },
      asks: ['decisions.explain', 'customers.list'],
      offered: 'to-all',
    },
  },
});
