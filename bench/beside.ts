// Servers beside each other: loaded in turn, so that what else the machine does meets all of them, by the clock and by the processors.
import { median, print } from './bench.ts';
import { cpuMs } from './gate-servers.ts';
import type { Heard } from './load.ts';

export type Loaded = {
  readonly name: string;
  load(seconds: number): Promise<Heard>;
  readonly processes: readonly number[];
};
/** Answers a second, and what one took of the processors on the server's side (µs): the second is steady on a busy machine. */
export type Measured = { readonly perSecond: number; readonly cpu: number };

/** Loads servers in turn for so many rounds of `seconds`; the middle of the rounds of each. Throws where one does not answer as it should. */
export const inTurn = async (
  servers: readonly Loaded[],
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<ReadonlyMap<string, Measured>> => {
  const measured = new Map<string, Measured[]>(servers.map(({ name }) => [name, []]));
  // until the compiler has seen enough
  for (const { load } of servers) await load(3);
  for (let round = 0; round < rounds; round += 1)
    for (const { name, load, processes } of servers) {
      const before = cpuMs(processes);
      const { perSecond, failed, times } = await load(seconds);
      if (failed > 0) throw new Error(`${name}: ${failed} were not answered as they should be`);
      measured.get(name)?.push({ perSecond, cpu: ((cpuMs(processes) - before) * 1000) / times.length });
    }
  const middle = (all: readonly Measured[]): Measured => ({
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    cpu: median(all.map(({ cpu }) => cpu)),
  });
  return new Map([...measured].map(([name, all]) => [name, middle(all)]));
};

/** Prints ours, which is named `gate`, beside another, by the clock and by the processors. */
export const compare = (metric: string, measured: ReadonlyMap<string, Measured>, other: string): void => {
  const [ours, theirs] = [measured.get('gate'), measured.get(other)];
  if (ours === undefined || theirs === undefined) return;
  print(metric, ours.perSecond, 'calls/s', other, theirs.perSecond);
  if (theirs.cpu > 0) print(`${metric}, processors`, ours.cpu, 'µs a call', other, theirs.cpu);
};

/** The time (ms) that one in a hundred took longer than. */
export const p99 = ({ times }: Heard): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
