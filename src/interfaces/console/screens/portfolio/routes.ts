import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const portfolioRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/portfolio',
  component: lazyRouteComponent(() => import('./portfolio.tsx'), 'Portfolio'),
  staticData: {
    screen: {
      duty: 'portfolio',
      label: words.portfolio,
      says: words.says,
      key: 'p',
      asks: [],
      offered: 'counsel-of-several',
    },
  },
});
