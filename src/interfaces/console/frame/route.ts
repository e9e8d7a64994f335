import { createRootRoute } from '@tanstack/react-router';
import { Frame } from './frame.tsx';
import { NothingHere } from './nothing-here.tsx';

/** What stands around every screen. */
export const frameRoute = createRootRoute({
  component: Frame,
  notFoundComponent: NothingHere,
  staticData: { screen: null },
});
