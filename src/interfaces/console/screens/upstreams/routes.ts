import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const upstreamsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/upstreams',
  component: lazyRouteComponent(() => import('./upstreams.tsx'), 'Upstreams'),
  staticData: {
    screen: {
      ...{ duty: 'network', label: words.upstreams, says: words.says, key: 'u' },
      asks: ['upstreamReviews.list', 'upstreams.list'],
      offered: 'to-all',
    },
  },
});
