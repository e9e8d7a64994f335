import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { canUsePasskeys } from './passkey.ts';
import { askPerson } from './session.ts';

/** A person's own way in, as `GET /v1/persons/current` tells it. */
export type Own = {
  readonly email: string;
  readonly app: { readonly since: string } | null;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly since: string;
    readonly lastUsedAt: string | null;
  }[];
  readonly recoveryCodesLeft: number;
};

/** A session of a person, as `GET /v1/sessions` tells it. */
export type OwnSession = {
  readonly id: string;
  readonly agent: string;
  readonly with: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly expiresAt: string;
};

const read = async <T>(path: string): Promise<T> => (await (await askPerson('GET', path, null)).json()) as T;

/** How the person here comes in. */
export const useOwn = () => useQuery({ queryKey: ['own'], queryFn: () => read<Own>('/v1/persons/current') });

/** Where he is signed in. */
export const useOwnSessions = () =>
  useQuery({
    queryKey: ['own', 'sessions'],
    queryFn: async () => (await read<{ readonly items: readonly OwnSession[] }>('/v1/sessions')).items,
  });

/** Whether he can show a passkey here, where an act wants to know that it is still he. */
export const useHasPasskey = (): boolean => {
  const own = useOwn();
  return canUsePasskeys() && (own.data?.passkeys.length ?? 0) > 0;
};

/** Changes something of one's own way in; what it answers is given once and kept nowhere. */
export const useOwnAct = <T, I>(
  does: (input: I) => { readonly method: string; readonly path: string; readonly body: object | null },
): UseMutationResult<T, Error, I> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (input) => {
      const { method, path, body } = does(input);
      const answered = await askPerson(method, path, body);
      return (answered.status === 204 ? null : await answered.json()) as T;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['own'] }),
  });
};
