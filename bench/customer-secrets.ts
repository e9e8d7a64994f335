// Equal timing for whoever guesses: the medians of a wrong password, of an unknown account and of one that rests, through HTTP as a
// portal asks. Guesses of each kind take turns, so that what else the machine does falls on all alike. The baseline is the wrong password:
// a ratio far from 1 would tell who is a customer. Usage: customer-secrets [--rounds N], default 300.

import { issueKey } from '../src/carriers/staff/keys.ts';
import { hashPassword } from '../src/carriers/staff/passwords.ts';
import { transact } from '../src/db/context.ts';
import { server } from '../src/interfaces/http/server.ts';
import { asks, bench, loadCustomers, median, option, print, timed } from './bench.ts';

const rounds = option('--rounds', 300);
const one = await bench(8);
const carrierId = await one.carrier();
const ids = await loadCustomers(one, carrierId, rounds + 1);
const hash = await hashPassword('seven quiet lanterns');

/** A login for each customer: `0` is tried until it rests, each other one once. */
const loginOf = (place: number): string => `guest.${place}@mail.example`;

await transact(one.connections, asks(carrierId), async (ctx) => {
  for (const [place, customerId] of ids.entries()) {
    const id = ctx.id();
    const account = { id, customerId, loginKey: loginOf(place), createdAt: ctx.at, endedAt: null };
    await ctx.tx.insertInto('onlineAccount').values(account).execute();
    const of = { customerId, onlineAccountId: id, hash, setBy: 'start-of-service' as const, codeId: null };
    await ctx.tx
      .insertInto('customerPassword')
      .values({ id: ctx.id(), ...of, setAt: ctx.at, endedAt: null })
      .execute();
  }
});
const holder = { machine: 'portal' };
const { secret } = await issueKey(one.connections, asks(carrierId), { holder, roles: ['portal'], days: 1 });
const app = await server(one.connections);
const base = await app.listen({ port: 0, host: '127.0.0.1' });

let origins = 0;
const guess = async (login: string): Promise<string> => {
  origins += 1;
  const origin = `198.${18 + Math.floor(origins / 62_500)}.${Math.floor(origins / 250) % 250}.${origins % 250}`;
  const answered = await fetch(`${base}/v1/online/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ login, password: 'three tall ladders', origin }),
  });
  const { outcome } = (await answered.json()) as { outcome: string };
  return outcome;
};

for (let n = 0; n < 3; n += 1) await guess(loginOf(0));
const kinds = {
  wrong: (n: number) => guess(loginOf(n)),
  unknown: (n: number) => guess(`nobody.${n}@mail.example`),
  resting: () => guess(loginOf(0)),
} as const;
const wanted = { wrong: 'wrong', unknown: 'wrong', resting: 'locked' } as const;
type Kind = keyof typeof kinds;
const order: readonly Kind[] = ['wrong', 'unknown', 'resting'];
const times: Readonly<Record<Kind, number[]>> = { wrong: [], unknown: [], resting: [] };

for (let n = 1; n <= rounds; n += 1)
  // each kind comes first, second and last equally often
  for (let turn = 0; turn < order.length; turn += 1) {
    const kind = order[(n + turn) % order.length] ?? 'wrong';
    const ms = await timed(async () => {
      const outcome = await kinds[kind](n);
      if (outcome !== wanted[kind]) throw new Error(`a guess of kind ${kind} was answered ${outcome}`);
    });
    times[kind].push(ms);
  }

for (const kind of ['unknown', 'resting'] as const)
  print(`guess: ${kind} account, median`, median(times[kind]), 'ms', 'wrong password', median(times.wrong));
await app.close();
await one.close();
