import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const chartsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/charts',
  component: lazyRouteComponent(() => import('./charts.tsx'), 'Charts'),
  staticData: {
    screen: {
      ...{ duty: 'today', label: words.charts, says: words.says, key: 'c' },
      asks: ['approvals.series'],
      offered: 'to-all',
    },
  },
});
