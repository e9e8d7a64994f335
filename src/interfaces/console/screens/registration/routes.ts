import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const registrationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/registration',
  component: lazyRouteComponent(() => import('./registration.tsx'), 'Registration'),
  staticData: {
    screen: {
      ...{ duty: 'filings', label: words.registration, says: words.says, key: 'e' },
      asks: ['registrations.list'],
      offered: 'to-all',
    },
  },
});
