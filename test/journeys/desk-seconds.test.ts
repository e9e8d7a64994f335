// How long an agent needs to a lawful answer, by a keystroke-level model (Card, Moran, Newell 1980) over the real desk in a real
// browser: every key that the keyboard alone needs is pressed and counted, every step at which he must read or decide is counted, and
// the answers of the program are measured. No person was timed, nothing of what the caller says, keys in or picks up is in it, nor the
// telephone service's own time.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../src/carriers/staff/passwords.ts';
import { operations } from '../../src/operations.ts';
import { browserHere, needsBrowser } from '../browser.ts';
import { type ConsoleHouse, consoleAt } from '../console.ts';
import { type Caller, callsMade, type Desk, deskOf } from '../desk.ts';
import { house } from '../house.ts';

/** Seconds a key and a mental step, of an average typist. */
const model = { key: 0.28, mind: 1.35 } as const;
const limit = 25;
const password = '48279135';

type Spent = { readonly way: string; keys: number; minds: number; waitedMs: number };
type Someone = Caller & { readonly name: string };

let at: ConsoleHouse;
let desk: Desk;
let hash: string;
const all: Spent[] = [];

beforeAll(async () => {
  if (!browserHere) return;
  const home = await house();
  desk = await deskOf(home, 'twilio');
  hash = await hashPassword(password);
  at = await consoleAt(home, []);
  await at.signIn(desk.agnes);
}, 300_000);
afterAll(async () => {
  if (!browserHere) return;
  await desk.close();
  await at.close();
});

/** A customer with all that any way needs: a password for the telephone, an address of record, calls. */
const someone = async (): Promise<Someone> => {
  const caller = await desk.caller('Rosa Nguyen');
  const { customerId } = caller;
  await desk.carrier.at('2026-02-01T15:00:00Z');
  const address = { customerId, kind: 'postal', value: '7 Old Road, Ames, IA 50010' } as const;
  await desk.carrier.run(desk.carla, operations['customers.contacts.add'], address);
  await desk.carrier.at('2026-06-01T15:00:00Z');
  const of = {
    customerId,
    onlineAccountId: null,
    hash,
    codeId: null,
    endedAt: null,
    setBy: 'start-of-service',
  } as const;
  await desk.carrier.look((ctx) =>
    ctx.tx
      .insertInto('customerPassword')
      .values({ ...of, id: ctx.id(), setAt: ctx.at })
      .execute(),
  );
  return { ...caller, name: 'Rosa Nguyen' };
};

/** What the agent does, counted. */
const agentFor = (way: string) => {
  const spent: Spent = { way, keys: 0, minds: 0, waitedMs: 0 };
  all.push(spent);
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await at.page.keyboard.press(key);
    spent.keys += keys.length;
  };
  return {
    press,
    /** A letter of the desk, after it was decided which. */
    async goes(...keys: readonly string[]) {
      spent.minds += 1;
      await press(...keys);
    },
    /** What the caller says, typed as he says it. */
    async types(text: string) {
      spent.minds += 1;
      await at.page.keyboard.type(text);
      spent.keys += text.length;
    },
    /** From the last key, or from what the caller did, until it stands there; then it is read. */
    async reads(what: Locator) {
      const since = performance.now();
      await what.first().waitFor();
      spent.waitedMs += performance.now() - since;
      spent.minds += 1;
    },
  };
};
type Agent = ReturnType<typeof agentFor>;

const text = (words: string | RegExp) => at.page.getByText(words);
let rings = 0;

/** The call pops up. */
const popsUp = async (agent: Agent, { number, name }: Someone): Promise<void> => {
  rings += 1;
  const exchange = desk.carrier.machine('exchange', 'agent');
  const call = { callId: `CA-${rings}`, from: number };
  const { path } = await desk.carrier.run(exchange, operations['desk.ring'], call);
  await at.page.goto(`${at.address}${path}`, { waitUntil: 'commit' });
  await agent.reads(at.page.getByRole('heading', { name: `${name} at the desk` }));
};

/** ⌘K and his account, then how he comes. */
const findsAccount = async (agent: Agent, { account, name }: Someone, how: RegExp): Promise<void> => {
  await agent.goes('Control+k');
  // it is there before it has the focus
  await at.page.locator('input:focus[placeholder="Where to, or what to do?"]').waitFor();
  await agent.types(account);
  await at.page.getByRole('button', { name: `Account ${account}` }).waitFor();
  await agent.press('Enter');
  await agent.reads(at.page.getByRole('button', { name: `Open the desk for ${name}` }));
  const here = (): Promise<unknown> => at.page.evaluate('document.activeElement.labels?.[0]?.innerText');
  for (let n = 0; n < 40 && (await here()) !== 'How does he come?'; n += 1) await agent.press('Tab');
  const wanted = at.page.getByRole('option', { name: how });
  await agent.goes('ArrowDown');
  await wanted.waitFor();
  for (let n = 0; n < 5 && (await wanted.getAttribute('data-combobox-selected')) === null; n += 1)
    await agent.press('ArrowDown');
  await agent.press('Enter', 'Tab', 'Enter');
  await agent.reads(at.page.getByRole('heading', { name: `${name} at the desk` }));
};

const showsCalls = async (agent: Agent, seen: Locator): Promise<void> => {
  await agent.goes('Escape', '1', 'Tab', 'Enter');
  await agent.reads(seen);
};
const firstCall = () => at.page.getByRole('cell', { name: callsMade[0].to });

const saysWho = async (agent: Agent, { name, account }: Someone): Promise<void> => {
  await agent.goes('n');
  await agent.types(name);
  await agent.press('Tab');
  await agent.types(account);
  await agent.press('Enter');
  await agent.reads(text(/^Who he says he is ✓/));
};

const ways: Readonly<Record<string, (agent: Agent, who: Someone) => Promise<void>>> = {
  async 'call detail refused, and what he may have instead'(agent, who) {
    await popsUp(agent, who);
    await showsCalls(agent, text('Call detail: locked'));
  },
  async 'call detail by the password, keyed in'(agent, who) {
    await popsUp(agent, who);
    await agent.goes('p', 'Tab', 'Enter');
    await agent.reads(text(/being asked|waiting/));
    await desk.work();
    const path = String(desk.peer.asked.at(-1)?.fields.Url).replace('https://prairie.example', '');
    const call = { CallSid: `CA-${rings}`, From: who.number };
    await desk.asks(path, call);
    await desk.asks(`${path}?turn=key`, { ...call, Digits: password });
    await agent.reads(text(/^✓ right/));
    await showsCalls(agent, firstCall());
  },
  async 'the one call that he tells himself'(agent, who) {
    await popsUp(agent, who);
    await agent.goes('s');
    await agent.types(callsMade[0].to.slice(2));
    await agent.press('Tab');
    await agent.types('05282026');
    await agent.press('Enter');
    await agent.reads(text('One call is so, and it is open.'));
    await showsCalls(agent, firstCall());
  },
  async 'call detail by mail to his address of record'(agent, who) {
    await popsUp(agent, who);
    await agent.goes('m', 'Tab');
    await agent.types('05012026');
    // past the calendar of the field
    await agent.press('Tab', 'Tab');
    await agent.types('05312026');
    await agent.press('Enter');
    await agent.reads(text('They go out. Nobody at the desk sees them.'));
  },
  async 'call detail by a call back'(agent, who) {
    await popsUp(agent, who);
    await saysWho(agent, who);
    await agent.goes('Escape', 'c', 'Tab', 'Enter');
    await agent.reads(text(/being placed|ringing/));
    await desk.work();
    const path = desk.placed();
    const CallSid = `B-${rings}`;
    const heard = await desk.asks(path, { CallSid, AnsweredBy: 'human' });
    await desk.asks(`${path}?turn=key`, { CallSid, Digits: /press (\d) to/.exec(heard.body)?.[1] ?? '' });
    await agent.reads(text('he answered: it is he'));
    await showsCalls(agent, firstCall());
  },
  async 'call detail under a contract'(agent, who) {
    await desk.carrier.run(desk.carla, operations['businessContracts.enter'], {
      ...{ customerId: who.customerId, representativeId: desk.agnes.id, reference: 'contract 17' },
      ...{ documentHash: 'a'.repeat(64), clause: 'CPNI goes only to the persons of schedule B.' },
      ...{ agreedWay: 'Known by voice.', fromDay: '2026-06-01', untilDay: '2026-06-30' },
    });
    await popsUp(agent, who);
    await agent.goes('k');
    await agent.types(who.name);
    await agent.press('Enter');
    await agent.reads(text(/^It is so\./));
    await showsCalls(agent, firstCall());
  },
  async 'call detail in a chat, by the password'(agent, who) {
    await findsAccount(agent, who, /in a chat/);
    await agent.goes('p', 'Enter');
    const link = at.page.getByRole('link', { name: 'The page for the chat' });
    await agent.reads(link);
    const url = (await link.getAttribute('href')) ?? '';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await desk.app.inject({ method: 'POST', url, payload: `password=${password}`, headers });
    await agent.reads(text(/^✓ right/));
    await showsCalls(agent, firstCall());
  },
  async 'call detail in the store, by photo ID'(agent, who) {
    await findsAccount(agent, who, /to the store/);
    await agent.goes('i', 'Tab');
    await agent.types(who.name);
    await agent.press('Tab');
    await agent.types('01012030');
    await agent.press('Enter');
    await agent.reads(text(/^It is so\./));
    await showsCalls(agent, firstCall());
  },
  async 'other account information'(agent, who) {
    await popsUp(agent, who);
    await saysWho(agent, who);
    await agent.goes('Escape', '2');
    await agent.reads(at.page.getByRole('heading', { name: 'His account' }));
  },
  async 'his no to the use of his information'(agent, who) {
    await popsUp(agent, who);
    await agent.goes('4');
    await agent.reads(at.page.getByRole('button', { name: 'He says no' }));
    await agent.goes('Tab', 'Enter');
    await agent.reads(text(/^Saved\. Receipt R-/));
  },
};

const secondsOf = ({ keys, minds, waitedMs }: Spent): number => keys * model.key + minds * model.mind + waitedMs / 1000;

test.skipIf(!browserHere)(
  `half of the lawful answers take an agent ${limit} s or less by the model${needsBrowser}`,
  async () => {
    for (const [way, plays] of Object.entries(ways)) await plays(agentFor(way), await someone());
    const told = all
      .map((one) => ({ ...one, seconds: secondsOf(one) }))
      .toSorted((a, b) => a.seconds - b.seconds)
      .map(({ way, keys, minds, waitedMs, seconds }) => [
        way,
        keys,
        minds,
        (waitedMs / 1000).toFixed(1),
        seconds.toFixed(1),
      ]);
    const seconds = all.map(secondsOf).toSorted((a, b) => a - b);
    const half = seconds.length / 2;
    const median = ((seconds[half - 1] ?? Number.NaN) + (seconds[half] ?? Number.NaN)) / 2;
    const lines = told.map(
      ([way, keys, minds, waited, sum]) =>
        `${String(way).padEnd(52)}${String(sum).padStart(6)} s  (${keys} keys, ${minds} steps, ${waited} s of the program)`,
    );
    process.stdout.write(`\n${lines.join('\n')}\nmedian ${median.toFixed(1)} s (limit ${limit} s)\n`);
    expect(median).toBeLessThanOrEqual(limit);
  },
);
