import '@mantine/core/styles.css';
import '@mantine/spotlight/styles.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/screens.css';
import './styles/charts.css';
import './styles/boards.css';
import './styles/print.css';
import './styles/campaigns.css';
import './styles/desk.css';
import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from '../../kernel/problem.ts';
import { Failed } from './frame/failed.tsx';
import { frameRoute } from './frame/route.ts';
import { linkAt } from './links/addresses.ts';
import { screens } from './screens.ts';
import { sessionQuery } from './session/session.ts';
import { theme, variables } from './theme.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
// what keeps the page from scrolling behind a dialog asks for the nonce by this old name
Object.assign(globalThis, { __webpack_nonce__: nonce });

// whatever is refused so, read or written: the page is nobody's any more, or somebody else's
const onError = (error: Error): void => {
  if (!(error instanceof Problem)) return;
  if (error.type === 'not-signed-in') queries.setQueryData(sessionQuery.queryKey, 'nobody');
  if (error.type === 'other-carrier') void queries.invalidateQueries(sessionQuery);
};

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // a refusal stays one; only a broken connection is tried again
      retry: (failures, error) => !(error instanceof Problem) && failures < 2,
    },
    // what was sent may hold a password: nothing of it stays once its form has gone
    mutations: { retry: false, gcTime: 0 },
  },
});

const router = createRouter({
  routeTree: frameRoute.addChildren(screens),
  basepath: '/console',
  defaultPreload: 'intent',
  defaultErrorComponent: Failed,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

// whoever comes by a link is not signed in yet: none of the screens is loaded for him
const link = linkAt(location.pathname);
const ByLink = lazy(async () => ({ default: (await import('./links/by-link.tsx')).ByLink }));

const place = document.querySelector('#console');
if (place === null) throw new Error('index.html has the place');
createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queries}>
        {link !== null ? (
          <Suspense>
            <ByLink link={link} />
          </Suspense>
        ) : (
          <RouterProvider router={router} />
        )}
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
