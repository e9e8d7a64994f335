import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const campaignsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('./list.tsx'), 'Campaigns'),
  staticData: {
    screen: {
      ...{ duty: 'campaigns', label: words.campaigns, says: words.says, key: 'm' },
      asks: ['campaigns.reach'],
      offered: 'to-all',
    },
  },
});

export const newCampaignRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/campaigns/new',
  component: lazyRouteComponent(() => import('./builder.tsx'), 'NewCampaign'),
  staticData: { screen: null },
});

export const editCampaignRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/campaigns/$campaignId/edit',
  component: lazyRouteComponent(() => import('./builder.tsx'), 'EditCampaign'),
  staticData: { screen: null },
});

export const campaignRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/campaigns/$campaignId',
  component: lazyRouteComponent(() => import('./room.tsx'), 'CampaignRoom'),
  staticData: { screen: null },
});
