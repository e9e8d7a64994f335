import {
  keepPreviousData,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Client, clientAt, type Place } from '../client/client.ts';
import { problemFrom } from '../client/problem-of.ts';
import type { AnswerName, InputOf, OutputOf, StreamName } from '../client/types.ts';
import { heldReceipt } from './parts/announce.tsx';
import { save } from './parts/csv.ts';
import { type Sent, sendFile } from './send-file.ts';
import { tab } from './session/tab.ts';
import { told } from './told.ts';

const placeOf = (http: string): Place => {
  const [method = 'GET', path = ''] = http.split(' ');
  return { method, path };
};

/** The operations of our own server, asked with the cookie that no script can read. */
export const client: Client = clientAt({
  base: '',
  places: new Map(Object.entries(told).map(([name, { http }]) => [name, placeOf(http)])),
  shown: { by: 'cookie', carrier: tab.carrier },
});

// randomUUID stands in secure contexts only, and a carrier may serve the console inside its network without TLS
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

// each look at what is on record is one of its own, asked by a person and not by a window that comes to the front
const onRecord = { refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

/** What an operation answers, asked again when anything was changed. */
export const useAnswer = <N extends AnswerName>(name: N, input: InputOf<N>): UseQueryResult<OutputOf<N>, Error> =>
  useQuery({ queryKey: [name, input], queryFn: () => client.call(name, input, '') });

/** The same only while `wanted`: where something else must be known first, or the role may not ask. */
export const useAnswerWhen = <N extends AnswerName>(
  wanted: boolean,
  name: N,
  input: InputOf<N>,
): UseQueryResult<OutputOf<N>, Error> =>
  useQuery({ queryKey: [name, input], queryFn: () => client.call(name, input, ''), enabled: wanted });

/** The same, asked again every so many milliseconds while something outside is waited for. */
export const useAnswerEvery = <N extends AnswerName>(
  everyMs: number,
  name: N,
  input: InputOf<N>,
  waits: (answer: OutputOf<N>) => boolean,
): UseQueryResult<OutputOf<N>, Error> =>
  useQuery({
    queryKey: [name, input],
    queryFn: () => client.call(name, input, ''),
    refetchInterval: ({ state }) => (state.data === undefined || waits(state.data) ? everyMs : false),
  });

/** The same where each answer is on record: asked when something was done, never because a window was looked at again. */
export const useAnswerOnRecord = <N extends AnswerName>(
  name: N,
  input: InputOf<N>,
): UseQueryResult<OutputOf<N>, Error> =>
  useQuery({ queryKey: [name, input], queryFn: () => client.call(name, input, ''), ...onRecord });

/** The same while its input is being written: the last answer stands until the next is there. */
export const useAnswerAsWritten = <N extends AnswerName>(
  name: N,
  input: InputOf<N>,
): UseQueryResult<OutputOf<N>, Error> =>
  useQuery({
    queryKey: [name, input],
    queryFn: () => client.call(name, input, ''),
    placeholderData: keepPreviousData,
  });

/** What forgets an answer that was asked for once; an act may have made it untrue. */
const forgetters = new Set<() => void>();

/** Asks what is on record each time it is asked: only when a person wants it, and kept until something is done. */
export const useAsk = <N extends AnswerName>(name: N) => {
  const ask = useMutation<OutputOf<N>, Error, InputOf<N>>({ mutationFn: (input) => client.call(name, input, '') });
  const { reset } = ask;
  useEffect(() => {
    forgetters.add(reset);
    return () => void forgetters.delete(reset);
  }, [reset]);
  return ask;
};

type PageOf<T> = { readonly items: readonly T[]; readonly next: string | null };
/** Operations that tell a list page by page. */
export type PagedName = {
  [N in AnswerName]: OutputOf<N> extends PageOf<unknown> ? N : never;
}[AnswerName];
type ItemOf<N extends PagedName> = OutputOf<N>['items'][number];

/** What is read of a list so far, and how to read on; null where nothing is left. */
export type Pages<T> = {
  readonly data: readonly T[] | undefined;
  readonly error: Error | null;
  readonly more: (() => void) | null;
  readonly reading: boolean;
};

type HowOften = Partial<typeof onRecord>;

const usePagesAsked = <N extends PagedName>(name: N, input: InputOf<N>, often: HowOften): Pages<ItemOf<N>> => {
  const pages = useInfiniteQuery({
    queryKey: [name, 'pages', input],
    queryFn: ({ pageParam }): Promise<OutputOf<N>> =>
      client.call(name, pageParam === null ? input : { ...input, cursor: pageParam }, ''),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...often,
  });
  return {
    data: pages.data?.pages.flatMap(({ items }) => items as readonly ItemOf<N>[]),
    error: pages.error,
    more: pages.hasNextPage ? () => void pages.fetchNextPage() : null,
    reading: pages.isFetchingNextPage,
  };
};

/** A list that comes in pages, the first at once. */
export const usePages = <N extends PagedName>(name: N, input: InputOf<N>): Pages<ItemOf<N>> =>
  usePagesAsked(name, input, {});

/** The same where each page that is read is on record. */
export const usePagesOnRecord = <N extends PagedName>(name: N, input: InputOf<N>): Pages<ItemOf<N>> =>
  usePagesAsked(name, input, onRecord);

const numberForm = /^R(-[0-9A-Z]{4}){3}$/;

/** The receipt that an answer names itself, as it may be read to a customer. */
const named = (answer: object): string | null =>
  Object.values(answer).find((value): value is string => typeof value === 'string' && numberForm.test(value)) ?? null;

/** Does an operation that writes; the receipt of it is told with what is announced next. The same input sent again after a broken connection keeps its key, so nothing is done twice. */
export const useAct = <N extends AnswerName>(name: N) => {
  const queries = useQueryClient();
  const sent = useRef({ of: '', key: '' });
  return useMutation<OutputOf<N>, Error, InputOf<N>>({
    async mutationFn(input) {
      const of = JSON.stringify(input);
      if (sent.current.of !== of) sent.current = { of, key: newKey() };
      const { answer, receipt } = await client.act(name, input, sent.current.key);
      heldReceipt(named(answer) ?? receipt);
      return answer;
    },
    async onSuccess() {
      sent.current = { of: '', key: '' };
      for (const forget of forgetters) forget();
      await queries.invalidateQueries();
    },
  });
};

/** Gives the last line, which is the answer; each before it goes to `onLine` once another has come. */
const lastOf = async (stream: ReadableStream<Uint8Array>, onLine: (line: Line) => void): Promise<Line> => {
  let rest = '';
  let last: Line | null = null;
  const decoder = new TextDecoder();
  const take = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (last !== null) onLine(last);
      last = JSON.parse(line) as Line;
    }
  };
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read())
    take(decoder.decode(part.value, { stream: true }));
  if (last === null || rest !== '') throw new Error('the answer broke off');
  return last;
};

type Line = Readonly<Record<string, unknown>>;

/** The lines of an answer; its last is what came of it, or the problem that it ended with. */
const answered = async (stream: ReadableStream<Uint8Array>, onLine: (line: Line) => void): Promise<Line> => {
  const last = await lastOf(stream, onLine);
  if ('problem' in last) throw await problemFrom(new Response(JSON.stringify(last.problem)));
  return last;
};

/** Long work that says how far it is, line by line (NDJSON): its last line is the answer. */
export const useStream = <N extends StreamName>(name: N) => {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<string | null>(null);
  const run = useMutation<Line, Error, InputOf<N>>({
    async mutationFn(input) {
      setProgress(null);
      return answered(await client.stream(name, input, null), (line) =>
        setProgress(Object.values(line).map(String)[0] ?? null),
      );
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return { ...run, progress };
};

/** What was said of a file line by line, and the answer. */
type Uploaded = { readonly said: readonly Line[]; readonly answer: Line };

/** A list that an operation writes line by line, read when a person wants it; that he read it is on record. */
export const useLines = <N extends StreamName>(name: N) =>
  useMutation<Uploaded, Error, InputOf<N>>({
    async mutationFn(input) {
      const said: Line[] = [];
      const answer = await answered(await client.stream(name, input, null), (line) => said.push(line));
      return { said, answer };
    },
  });

/** The same with a file that goes up, and how far it is: all lines are kept, for they name the rows that were not taken. */
export const useUpload = <N extends StreamName>(name: N) => {
  const queries = useQueryClient();
  const [sent, setSent] = useState<Sent | null>(null);
  const upload = useMutation<Uploaded, Error, { readonly input: InputOf<N>; readonly file: Blob }>({
    async mutationFn({ input, file }) {
      setSent({ bytes: 0, of: file.size, read: null });
      const text = await sendFile(client.reach(name, input), file, setSent);
      const said: Line[] = [];
      const answer = await answered(new Blob([text]).stream(), (line) => said.push(line));
      return { said, answer };
    },
    onSettled() {
      setSent(null);
      return queries.invalidateQueries();
    },
  });
  return { ...upload, sent };
};

type Download<N extends StreamName> = { readonly input: InputOf<N>; readonly as: string; readonly type: string };

/** Hands a person the file that an operation writes; where it is refused, he reads why and gets none. */
export const useDownload = <N extends StreamName>(name: N) =>
  useMutation<void, Error, Download<N>>({
    async mutationFn({ input, as, type }) {
      save(as, type, await new Response(await client.stream(name, input, null)).arrayBuffer());
    },
  });

/** Where an operation that is read stands, for links that download what it writes. */
export const addressOf = (name: StreamName, fields: Readonly<Record<string, string>>): string =>
  placeOf(told[name].http).path.replace(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(fields[field] ?? ''));
