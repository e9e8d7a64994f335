import { homeRoute, tasksRoute, todayRoute } from './screens/today/routes.ts';

/** Every screen, in the order of the rail. */
export const screens = [homeRoute, todayRoute, tasksRoute] as const;
