import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { words } from './words.ts';

export const campaignsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('./list.tsx'), 'Campaigns'),
  staticData: {
    screen: {
      ...{ duty: 'campaigns', label: words.campaigns, says: words.says, key: 'm' },
      asks: ['campaigns.screen'],
      offered: 'to-all',
    },
  },
});

export const campaignRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/campaigns/$campaignId',
  component: lazyRouteComponent(() => import('./room.tsx'), 'CampaignRoom'),
  staticData: { screen: null },
});
