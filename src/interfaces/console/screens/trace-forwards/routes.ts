import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const traceForwardsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/trace-forwards',
  component: lazyRouteComponent(() => import('./list.tsx'), 'TraceForwards'),
  staticData: {
    screen: {
      ...{ duty: 'network', label: words.forwards, says: words.says, key: null },
      asks: ['traceForwards.list'],
      offered: 'to-all',
    },
  },
});
