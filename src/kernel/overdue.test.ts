import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { overdue } from './overdue.ts';

const holdUp = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

/** Which comes first to a process that was held up past the time: the answer that lay there, or the end of its patience. */
const raced = async (wait: (ms: number, then: () => void) => unknown): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [other] = await once(server, 'connection');
  const first = await new Promise<string>((resolve) => {
    socket.once('data', () => resolve('an answer'));
    wait(20, () => resolve('silence'));
    // after the sockets of this turn were read, and before its timers
    setImmediate(() => {
      other.write('an answer');
      holdUp(60);
    });
  });
  socket.destroy();
  other.destroy();
  server.close();
  return first;
};

it('an answer that lay there while the process was held up is no silence, as it is by a timer alone', async () => {
  expect(await raced((ms, then) => setTimeout(then, ms))).toBe('silence');
  expect(await raced(overdue)).toBe('an answer');
});

it('silence is told after the time, and not where it was taken back', async () => {
  const began = performance.now();
  await new Promise<void>((resolve) => overdue(30, resolve));
  expect(performance.now() - began).toBeGreaterThanOrEqual(29);
  let told = false;
  const takeBack = overdue(5, () => {
    told = true;
  });
  takeBack();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(told).toBe(false);
});
