import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';

export const trainingRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/training',
  component: lazyRouteComponent(() => import('./training.tsx'), 'Training'),
  // behind the person's own menu, and where a lapse says so
  staticData: { screen: null },
});
