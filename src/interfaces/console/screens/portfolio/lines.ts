import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../client/types.ts';
import { askPerson } from '../../session/session.ts';

type Due = OutputOf<'clocks.list'>['items'][number];

/** A carrier as `GET /v1/sessions/portfolio` tells it. */
export type Line = {
  readonly carrierId: string;
  readonly shortName: string;
  readonly current: boolean;
  readonly season: OutputOf<'filings.season'>;
  readonly entry: OutputOf<'registrations.entry'>;
  readonly late: number;
  readonly next: Pick<Due, 'what' | 'dueOn' | 'why'> | null;
};

type Named = { readonly carrierId: string; readonly shortName: string };

/** What stands in several filings, as `GET /v1/sessions/portfolio/across` tells it. */
export type Across = {
  readonly sentences: readonly {
    readonly hash: string;
    readonly concepts: readonly string[];
    readonly carriers: readonly Named[];
    readonly contradicted: readonly (Named & { readonly filing: string; readonly because: string })[];
  }[];
  readonly defects: readonly { readonly code: string; readonly carriers: readonly Named[] }[];
  readonly copied: readonly (Named & { readonly from: Named; readonly share: number })[];
};

const read = async <T>(path: string): Promise<T> => (await (await askPerson('GET', path, null)).json()) as T;

/** Every carrier that the person is counsel of. */
export const useLines = (): UseQueryResult<readonly Line[], Error> =>
  useQuery({
    queryKey: ['portfolio'],
    queryFn: async () => (await read<{ readonly items: readonly Line[] }>('/v1/sessions/portfolio')).items,
  });

/** Their filed texts compared. */
export const useAcross = (): UseQueryResult<Across, Error> =>
  useQuery({ queryKey: ['portfolio', 'across'], queryFn: () => read<Across>('/v1/sessions/portfolio/across') });

/** What came of one confirmation. */
export type Taken = {
  readonly outcome: 'recorded' | 'recorded before' | 'flagged';
  readonly shortName: string | null;
  readonly confirmation: string | null;
  readonly why: string | null;
};

/** Gives one confirmation, as base64. */
export const takeConfirmation = async (document: string): Promise<Taken> =>
  (await (await askPerson('POST', '/v1/sessions/portfolio/confirmations', { document })).json()) as Taken;
