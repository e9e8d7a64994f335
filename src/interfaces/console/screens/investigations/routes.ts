import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const investigationsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/investigations',
  component: lazyRouteComponent(() => import('./list.tsx'), 'Investigations'),
  staticData: {
    screen: {
      ...{ duty: 'network', label: words.investigations, says: words.says, key: 'v' },
      asks: ['investigations.list'],
      offered: 'to-all',
    },
  },
});

export const investigationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/investigations/$investigationId',
  component: lazyRouteComponent(() => import('./room.tsx'), 'InvestigationRoom'),
  staticData: { screen: null },
});
