import { type UseMutationResult, useMutation, useQuery } from '@tanstack/react-query';
import { askPerson } from '../session/session.ts';

// read once and taken out of the address bar: it serves once, and a page that is printed or shared must not show it
const secret = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

/** What a link opens, as the server shows it before anything is accepted. */
export const useLook = <T>(path: string) =>
  useQuery({
    queryKey: ['link', path],
    queryFn: async (): Promise<T> => (await (await askPerson('POST', path, { secret })).json()) as T,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Uses the link with what a person gave. */
export const useAccept = (path: string): UseMutationResult<unknown, Error, object> =>
  useMutation({ mutationFn: (given) => askPerson('POST', path, { secret, ...given }) });
