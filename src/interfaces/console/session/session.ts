import {
  queryOptions,
  type UseMutationResult,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { createContext, use } from 'react';
import { Problem } from '../../../kernel/problem.ts';
import { problemFrom } from '../../client/problem-of.ts';
import type { OperationName, RoleName } from '../../client/types.ts';
import { told } from '../told.ts';
import { tab } from './tab.ts';

export type CarrierOfSession = {
  readonly carrierId: string;
  readonly shortName: string;
  readonly zone: string;
  readonly roles: readonly RoleName[];
  /** the instant by the carrier's own clock */
  readonly at: string;
  readonly current: boolean;
};

type Current = { readonly id: string; readonly name: string; readonly roles: readonly RoleName[] };

/** Who is signed in, where. */
export type Session = Current & {
  readonly carriers: readonly CarrierOfSession[];
  readonly carrier: CarrierOfSession;
  /** when this was read, by the page's own clock (ms since it was loaded) */
  readonly readAt: number;
};

/** Nobody, or somebody who must choose a password of his own first. */
export type Door = Session | 'nobody' | 'must-change-password';

const ask = async (path: string, request: RequestInit): Promise<Response> => {
  const response = await fetch(path, request);
  if (!response.ok) throw await problemFrom(response);
  return response;
};

/** Asks what belongs to a person rather than to a carrier, so that it is no operation. Throws the Problem that refused it. */
export const askPerson = (method: string, path: string, body: object | null): Promise<Response> => {
  const carrier = tab.carrier();
  const headers: Record<string, string> = carrier === null ? {} : { 'compline-carrier': carrier };
  if (body === null) return ask(path, { method, headers });
  return ask(path, { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
};

const readWhole = async (): Promise<Session> => {
  // without saying whose page this is: the answer may be that it is another's by now
  const [who, where] = await Promise.all([ask('/v1/sessions/current', {}), ask('/v1/sessions/carriers', {})]);
  const current = (await who.json()) as Current;
  const { items } = (await where.json()) as { items: readonly CarrierOfSession[] };
  const carrier = items.find((item) => item.current);
  if (carrier === undefined) throw new Error('a session is at a carrier of its person');
  tab.heldBy({ id: current.id, carrierId: carrier.carrierId });
  return { ...current, carriers: items, carrier, readAt: performance.now() };
};

const read = async (): Promise<Door> => {
  try {
    return await readWhole();
  } catch (error) {
    if (error instanceof Problem && error.type === 'not-signed-in') return 'nobody';
    if (error instanceof Problem && error.type === 'password-change-needed') return 'must-change-password';
    throw error;
  }
};

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: read, staleTime: 60_000 });

/** Who stands at the door. */
export const useWhoIsHere = (): Door => useSuspenseQuery(sessionQuery).data;

const Here = createContext<Session | null>(null);
export const SessionHere = Here.Provider;

/** The session on every screen behind the sign-in page. */
export const useSession = (): Session => {
  const session = use(Here);
  if (session === null) throw new Error('only screens behind the sign-in page ask who is signed in');
  return session;
};

/** Now by the carrier's clock, epoch ms: what it was when the session was read, and the time since. */
export const carrierNow = ({ carrier, readAt }: Session): number => Date.parse(carrier.at) + performance.now() - readAt;

/** Whether the person here has a role that may ask this operation. */
export const mayAsk = (session: Session, name: OperationName): boolean =>
  told[name].may.some((role) => session.roles.includes(role));

export const useMay = (name: OperationName): boolean => mayAsk(useSession(), name);

type Given = { readonly email: string; readonly password: string; readonly code: string | null };

/** Signs in; afterwards nothing of whoever was here before is shown. */
export const useSignIn = (): UseMutationResult<unknown, Error, Given> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given) => askPerson('POST', '/v1/sessions', given),
    onSuccess: () => queries.resetQueries(),
  });
};

type Change = { readonly password: string; readonly newPassword: string };

/** Puts a password of one's own in place of the one that somebody gave. */
export const useChangePassword = (): UseMutationResult<unknown, Error, Change> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change) => askPerson('POST', '/v1/persons/current:change-password', change),
    onSuccess: () => queries.resetQueries(),
  });
};

type Proof = { readonly password: string } | { readonly code: string };

/** Shows once more that one is still oneself, where an act wants it fresh. */
export const useProve = (): UseMutationResult<unknown, Error, Proof> =>
  useMutation({ mutationFn: (proof) => askPerson('POST', '/v1/sessions/current:prove', proof) });

export const useSignOut = (): UseMutationResult<unknown, Error, void> =>
  useMutation({ mutationFn: () => askPerson('DELETE', '/v1/sessions/current', null), onSuccess: tab.leave });

/** Goes on at another carrier of the same person. */
export const useMoveTo = (): UseMutationResult<unknown, Error, string> =>
  useMutation({
    mutationFn: (carrierId) => askPerson('POST', '/v1/sessions/current:switch', { carrierId }),
    onSuccess: tab.leave,
  });
