import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { startEmbedded } from '../../src/db/embedded/start.ts';
import type { TestHouse } from '../house.ts';
import type { Sending } from '../sending.ts';
import type { MailServer, Mood } from '../smtp.ts';

/** A notice on its way: from whom, through which mail server, and each customer's id by his address. */
export type Going = {
  readonly home: TestHouse;
  readonly scene: Sending;
  readonly server: MailServer;
  readonly ids: ReadonlyMap<string, string>;
};

/** What a dead worker held is given back, as it is after two minutes. */
export const leasesEnd = ({ home }: Pick<Going, 'home'>) =>
  home.connections.platform.updateTable('job').set({ lockedUntil: null }).execute();

/** The same for what nobody is at work on: its messages are not being tried. */
const leasesOfIdleEnd = async (going: Going): Promise<void> => {
  const trying = await going.scene.carrier.look((ctx) =>
    ctx.tx.selectFrom('message').select('lane').distinct().where('state', '=', 'trying').execute(),
  );
  if (trying.length === 0) await leasesEnd(going);
};

/** How many messages of these runs are in each state. */
export const statesOf = async ({ scene }: Going, runIds: readonly string[]): Promise<Record<string, number>> => {
  const states: Record<string, number> = {};
  for (const runId of runIds)
    for (const [state, n] of Object.entries(await scene.messages(runId))) states[state] = (states[state] ?? 0) + n;
  return states;
};

/** Waits until no more messages are left to be tried now than so many; what stopped between two batches is given back as after two minutes. */
export const settledBut = async (going: Going, runIds: readonly string[], queuedAtMost: number): Promise<void> => {
  const settles = async () => {
    const states = await statesOf(going, runIds).catch(() => null);
    if (states !== null && (states.trying ?? 0) === 0 && (states.queued ?? 0) <= queuedAtMost) return true;
    await leasesOfIdleEnd(going).catch(() => {});
    return false;
  };
  await expect.poll(settles, { timeout: 200_000, interval: 500 }).toBe(true);
};

/**
 * Has PostgreSQL restarted once the mail server has taken so many: it takes as many more while there is no database. Gives how many
 * it had taken when the database was back.
 */
export const restartAfter = (
  { server }: Going,
  data: string,
  taken: number,
  mood: (address: string) => Mood,
): Promise<number> =>
  new Promise((resolve, reject) => {
    let begun = false;
    const restart = async (stopped: Promise<unknown>): Promise<number> => {
      await stopped;
      await expect.poll(() => server.received.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2 * taken);
      const meanwhile = server.received.length;
      await startEmbedded(data);
      return meanwhile;
    };
    server.mood = (address) => {
      if (server.received.length === taken && !begun) {
        begun = true;
        const stopped = startEmbedded(data).then((running) => running.stop());
        // what was taken by then is answered when nobody can write it down
        server.hold = stopped;
        restart(stopped).then(resolve, reject);
      }
      return mood(address);
    };
    void sleep(90_000, null, { ref: false }).then(() =>
      reject(new Error(`the mail server never took ${taken} messages`)),
    );
  });

/** Everybody has his one e-mail or a letter, nobody two, and waits stand for accepted messages alone. `returned`: how many of them came back. */
export const counted = async (going: Going, runIds: readonly string[], returned: number) => {
  const { scene, server, ids } = going;
  const times = new Map<string, number>();
  for (const { to } of server.received) times.set(to, (times.get(to) ?? 0) + 1);
  const { accepted = 0, letter = 0, ...others } = await statesOf(going, runIds);
  const waiting: string[] = [];
  for (const [address, id] of ids) waiting.push(...(await scene.waits(id)).map(() => address));
  return {
    doubles: [...times.values()].filter((n) => n > 1).length,
    waitsWithoutAcceptance:
      waiting.filter((address) => !times.has(address)).length + waiting.length - accepted - returned,
    lost: ids.size - accepted - letter,
    others,
    accepted,
    letter,
  };
};

export const nothingAmiss = { doubles: 0, waitsWithoutAcceptance: 0, lost: 0, others: {} };
