import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const promisesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/promises',
  component: lazyRouteComponent(() => import('./list.tsx'), 'Promises'),
  staticData: {
    screen: {
      ...{ duty: 'filings', label: words.promises, says: words.says, key: 'o' },
      asks: ['promises.list'],
      offered: 'to-all',
    },
  },
});

export const filedTextRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/promises/$filingId',
  component: lazyRouteComponent(() => import('./filed-text.tsx'), 'FiledText'),
  staticData: { screen: null },
});

export const planRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/plans/$planId',
  component: lazyRouteComponent(() => import('./plan.tsx'), 'Plan'),
  staticData: { screen: null },
});
