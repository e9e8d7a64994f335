import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const customerLettersRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/customer-letters',
  component: lazyRouteComponent(() => import('./letters.tsx'), 'CustomerLetters'),
  staticData: {
    screen: {
      ...{ duty: 'network', label: words.letters, says: words.says, key: null },
      asks: ['customerLetters.list', 'customerLetters.batches'],
      offered: 'to-all',
    },
  },
});
