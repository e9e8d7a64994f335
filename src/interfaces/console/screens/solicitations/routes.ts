import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const solicitationsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/solicitations',
  component: lazyRouteComponent(() => import('./list.tsx'), 'Solicitations'),
  staticData: {
    screen: {
      ...{ duty: 'notices', label: words.requests, says: words.says, key: 'r' },
      asks: ['solicitations.list'],
      offered: 'to-all',
    },
  },
});

export const solicitationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/solicitations/$solicitationId',
  component: lazyRouteComponent(() => import('./room.tsx'), 'Solicitation'),
  staticData: { screen: null },
});
