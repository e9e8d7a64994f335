import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const incidentsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/incidents',
  component: lazyRouteComponent(() => import('./list.tsx'), 'Incidents'),
  staticData: {
    screen: {
      duty: 'incidents',
      label: words.incidents,
      says: words.says,
      key: 'i',
      asks: ['channels.incident.list'],
      offered: 'to-all',
    },
  },
});

export const breachRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/incidents/breaches/$breachId',
  component: lazyRouteComponent(() => import('./breach-room.tsx'), 'BreachRoom'),
  staticData: { screen: null },
});

export const failureRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/incidents/failures/$incidentId',
  component: lazyRouteComponent(() => import('./failure-room.tsx'), 'FailureRoom'),
  staticData: { screen: null },
});
