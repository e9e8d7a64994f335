import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';

export const ownRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/own',
  component: lazyRouteComponent(() => import('./own.tsx'), 'OwnAccess'),
  // behind the person's own menu and ⌘K
  staticData: { screen: null },
});
