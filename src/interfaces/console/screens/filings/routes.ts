import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const filingsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/filings',
  component: lazyRouteComponent(() => import('./list.tsx'), 'Filings'),
  staticData: {
    screen: {
      duty: 'filings',
      label: words.certifications,
      says: words.says,
      key: 'f',
      asks: ['filings.show'],
      offered: 'to-all',
    },
  },
});

export const filingRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/filings/$filingId',
  component: lazyRouteComponent(() => import('./room.tsx'), 'FilingRoom'),
  staticData: { screen: null },
});
