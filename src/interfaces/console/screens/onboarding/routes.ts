import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const boardRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/onboarding',
  component: lazyRouteComponent(() => import('./board.tsx'), 'Board'),
  staticData: {
    screen: {
      ...{ duty: 'network', label: words.board, says: words.says, key: 'a' },
      asks: ['onboarding.list'],
      offered: 'to-all',
    },
  },
});

export const caseRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/onboarding/$caseId',
  component: lazyRouteComponent(() => import('./room.tsx'), 'CaseRoom'),
  staticData: { screen: null },
});
