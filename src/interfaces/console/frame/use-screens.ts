import { type AnyRoute, useRouter } from '@tanstack/react-router';
import { mayAsk, useSession } from '../session/session.ts';
import { type Duty, duties, type Screen } from './screen.ts';

export type Offered = Screen & { readonly to: string };

/** The screens that the person here may use, by duty. */
export const useScreens = (): readonly Offered[] => {
  const router = useRouter();
  const session = useSession();
  const routes = Object.values(router.routeTree.children ?? {}) as readonly AnyRoute[];
  const offered = routes.flatMap((route): readonly Offered[] => {
    const { screen } = route.options.staticData ?? { screen: null };
    if (screen === null || !screen.asks.every((name) => mayAsk(session, name))) return [];
    return [{ ...screen, to: route.fullPath as string }];
  });
  return offered.toSorted((a, b) => duties.indexOf(a.duty) - duties.indexOf(b.duty));
};

/** The same under their duties, without empty ones. */
export const byDuty = (screens: readonly Offered[]): readonly (readonly [Duty, readonly Offered[]])[] =>
  duties
    .map((duty) => [duty, screens.filter((screen) => screen.duty === duty)] as const)
    .filter(([, of]) => of.length > 0);
