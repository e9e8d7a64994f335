import { type AnyRoute, useRouter } from '@tanstack/react-router';
import { mayAsk, type Session, useSession } from '../session/session.ts';
import { type Duty, duties, type Screen } from './screen.ts';

export type Offered = Screen & { readonly to: string };

const isOffered = (screen: Screen, session: Session): boolean =>
  screen.asks.every((name) => mayAsk(session, name)) &&
  (screen.offered === 'to-all' || session.carriers.filter(({ roles }) => roles.includes('counsel')).length > 1);

/** The screens that the person here may use, by duty. */
export const useScreens = (): readonly Offered[] => {
  const router = useRouter();
  const session = useSession();
  const routes = Object.values(router.routeTree.children ?? {}) as readonly AnyRoute[];
  const offered = routes.flatMap((route): readonly Offered[] => {
    const { screen } = route.options.staticData ?? { screen: null };
    if (screen === null || !isOffered(screen, session)) return [];
    return [{ ...screen, to: route.fullPath as string }];
  });
  return offered.toSorted((a, b) => duties.indexOf(a.duty) - duties.indexOf(b.duty));
};

/** The same under their duties, without empty ones. */
export const byDuty = (screens: readonly Offered[]): readonly (readonly [Duty, readonly Offered[]])[] =>
  duties
    .map((duty) => [duty, screens.filter((screen) => screen.duty === duty)] as const)
    .filter(([, of]) => of.length > 0);
