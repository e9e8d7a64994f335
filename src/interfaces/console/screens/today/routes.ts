import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../frame/route.ts';
import { screenWords as words } from './screen-words.ts';

export const homeRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./home.tsx'), 'Home'),
  staticData: { screen: null },
});

export const todayRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/today',
  component: lazyRouteComponent(() => import('./today.tsx'), 'Today'),
  staticData: {
    screen: {
      duty: 'today',
      label: words.today,
      says: words.todaySays,
      key: 't',
      asks: ['clocks.list', 'tasks.list'],
      offered: 'to-all',
    },
  },
});

export const tasksRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/tasks',
  component: lazyRouteComponent(() => import('./tasks.tsx'), 'Tasks'),
  staticData: {
    screen: {
      duty: 'today',
      label: words.tasks,
      says: words.tasksSays,
      key: 'k',
      asks: ['tasks.list'],
      offered: 'to-all',
    },
  },
});
