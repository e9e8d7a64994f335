import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const calledListsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/called-lists',
  component: lazyRouteComponent(() => import('./lists.tsx'), 'CalledLists'),
  staticData: {
    screen: {
      ...{ duty: 'network', label: words.lists, says: words.says, key: null },
      asks: ['calledLists.list'],
      offered: 'to-all',
    },
  },
});
