import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const tracebacksRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/tracebacks',
  component: lazyRouteComponent(() => import('./list.tsx'), 'Tracebacks'),
  staticData: {
    screen: {
      ...{ duty: 'network', label: words.tracebacks, says: words.says, key: 'b' },
      asks: ['tracebacks.list'],
      offered: 'to-all',
    },
  },
});

export const onCallRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/on-call',
  component: lazyRouteComponent(() => import('./on-call.tsx'), 'OnCall'),
  staticData: {
    screen: {
      ...{ duty: 'network', label: words.onCall, says: words.onCallSays, key: null },
      asks: ['tracebacks.list', 'tracebacks.acknowledge'],
      offered: 'to-all',
    },
  },
});

export const tracebackRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/tracebacks/$tracebackId',
  component: lazyRouteComponent(() => import('./room.tsx'), 'TracebackRoom'),
  staticData: { screen: null },
});
