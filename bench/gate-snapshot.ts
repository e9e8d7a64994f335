// What the gate knows in memory: how long it takes to load in a process of its own, and how much it holds.
import { spawn } from 'node:child_process';
import { type Address, connect } from '../src/db/connect.ts';
import { follow } from '../src/robocall/call-gate/snapshot.ts';
import { type Bench, print } from './bench.ts';

type Where = { readonly address: Address; readonly dataFolder: string };
type Loaded = {
  readonly seconds: number;
  readonly megabytes: number;
  readonly peak: number;
  readonly accounts: number;
};

const limits = { seconds: 5, megabytes: 600 };

/** Loads the snapshot and says what it took: the whole memory of the process, not what it added. */
export const loadSnapshot = async ({ address, dataFolder }: Where): Promise<void> => {
  const connections = connect(address, 4, dataFolder);
  const began = performance.now();
  const { snapshot, stop } = await follow(
    { ...connections, complain: (line) => process.stderr.write(`${line}\n`) },
    250,
  );
  const seconds = (performance.now() - began) / 1000;
  const peak = process.resourceUsage().maxRSS / 1024;
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  const said: Loaded = { seconds, megabytes, peak, accounts: snapshot.accounts.size };
  await stop();
  await connections.close();
  console.log(JSON.stringify(said));
};

/** Measures it in a fresh process. */
export const measureSnapshot = async ({ address, connections: { dataFolder } }: Bench): Promise<void> => {
  const words = [process.argv[1] ?? '', '--snapshot', JSON.stringify({ address, dataFolder })];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const part of child.stdout) text += String(part);
  const { seconds, megabytes, peak, accounts }: Loaded = JSON.parse(text);
  print(`gate: snapshot of ${accounts} accounts, load`, seconds, 's', 'limit', limits.seconds);
  print('gate: snapshot, memory of the process', megabytes, 'MB', 'limit', limits.megabytes);
  print('gate: snapshot, most memory while loading', peak, 'MB', 'limit', limits.megabytes);
};
