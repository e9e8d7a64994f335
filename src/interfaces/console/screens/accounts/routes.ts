import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const accountsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./list.tsx'), 'Accounts'),
  staticData: {
    screen: {
      ...{ duty: 'network', label: words.accounts, says: words.says, key: 'n' },
      asks: ['accounts.list', 'strikes.list'],
      offered: 'to-all',
    },
  },
});

export const accountRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/accounts/$accountId',
  component: lazyRouteComponent(() => import('./room.tsx'), 'AccountRoom'),
  staticData: { screen: null },
});
