import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const deskRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/desk',
  component: lazyRouteComponent(() => import('./find.tsx'), 'Desk'),
  staticData: {
    screen: { duty: 'desk', label: words.desk, says: words.says, key: 'd', asks: ['desk.find'], offered: 'to-all' },
  },
});

/** Where the telephone system leads the agent when it cannot name the customer. */
export const deskCallRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/desk/call/$callId',
  component: lazyRouteComponent(() => import('./find.tsx'), 'DeskOfCall'),
  staticData: { screen: null },
});

export const deskSessionRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/desk/$sessionId',
  component: lazyRouteComponent(() => import('./session.tsx'), 'DeskSession'),
  staticData: { screen: null },
});
