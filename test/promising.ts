import { readdirSync, readFileSync } from 'node:fs';
import { expect, vi } from 'vitest';
import { issueKey } from '../src/carriers/staff/keys.ts';
import { longDistance } from '../src/cpni/campaigns/campaigns.example.ts';
import { systemAsks } from '../src/db/context.ts';
import { marketLongDistance } from '../src/demo/uses.ts';
import { connectClient } from '../src/interfaces/client/client.ts';
import type { AnswerName, InputOf, OutputOf, StreamName } from '../src/interfaces/client/types.ts';
import { server } from '../src/interfaces/http/server.ts';
import type { Role } from '../src/kernel/operation.ts';
import { integrateCarrier } from '../src/ledger/integrate-all.ts';
import { house, type Staff, type TestHouse } from './house.ts';
import { tokenOf } from './signing-in.ts';

// What the journeys of promises share: a real server on a database of its own, and a carrier that adopted the filing of a seed.

/** Somebody at work over HTTP; each call has an idempotency key of its own. */
export type Worker = {
  call<N extends AnswerName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** What a streaming operation writes, as one text. */
  stream<N extends StreamName>(name: N, input: InputOf<N>, body: string | null): Promise<string>;
};

/** A person of the staff at work. */
export type Clerk = Staff & Worker;

type Judged = OutputOf<'promises.check'>['promises'][number];
type Verdict = Pick<Judged, 'status' | 'because' | 'counts' | 'samples'>;
type Category = InputOf<'customers.services.add'>['category'];

/** A carrier that adopted, from 1 January 2026, the filing in which a promise stands. */
export type Promiser = {
  readonly id: string;
  readonly filingId: string;
  /** who imported and adopted it */
  readonly carla: Clerk;
  at(instant: string): Promise<void>;
  /** Its clock; RFC 3339. */
  now(): Promise<string>;
  enters(name: string, ...roles: Role[]): Promise<Clerk>;
  /** A machine with a key of its own. */
  machine(name: string, ...roles: Role[]): Promise<Worker>;
  customer(account: string, ...categories: Category[]): Promise<string>;
  /** What the check says of the promise over a year, asked on a day (which becomes today). */
  judged(year: number, on: string): Promise<Verdict>;
  /** The same of another promise of the filing. */
  judgedOf(promise: string, line: number, year: number, on: string): Promise<Verdict>;
  /** The newest entry of a kind about a subject, once a signed checkpoint covers it; fails where there is none. */
  evidence(kind: string, subject: string): Promise<Entry>;
  /** The newest of them that mentions a value. */
  evidenceOf(kind: string, subject: string, value: string): Promise<Entry>;
  /** Ends the code that the promise binds decisions by: the filing then says more than the carrier keeps. */
  breaksItsWord(code: OutputOf<'promises.list'>['codes'][number]): Promise<void>;
};

export type Entry = { readonly kind: string; readonly facts: Readonly<Record<string, unknown>> } & Readonly<
  Record<string, unknown>
>;

/** Where a promise stands: the seed's number, the promise's number in the catalogue, the line in the seed. */
export type Stands = { readonly seed: '000' | '001' | '004'; readonly promise: string; readonly line: number };

export type Promising = {
  readonly home: TestHouse;
  /** The server's address, no slash at the end. */
  readonly base: string;
  adopts(stands: Stands): Promise<Promiser>;
  /** The same of a carrier that came here only in 2040: no year before waits for a certification that was never filed. */
  adoptsLate(stands: Stands): Promise<Promiser>;
  close(): Promise<void>;
};

const seeds = new URL('fixtures/seeds/', import.meta.url);

const seedText = (number: string): string => {
  const file = readdirSync(seeds).find((name) => name.startsWith(number)) ?? '';
  return readFileSync(new URL(file, seeds), 'utf8');
};

const textOf = async (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();

let calls = 0;

const workerBy = async (base: string, token: string): Promise<Worker> => {
  const client = await connectClient({ base, token });
  return {
    call(name, input) {
      calls += 1;
      return client.call(name, input, `journey-${calls}`);
    },
    stream: async (name, input, body) => textOf(await client.stream(name, input, body)),
  };
};

const standsAt =
  (promise: string, line: number) =>
  (one: { readonly line: number; readonly concepts: readonly string[] }): boolean =>
    one.line === line && one.concepts.includes(promise);

const promiser = async (
  home: TestHouse,
  base: string,
  came: string,
  { seed, promise, line }: Stands,
): Promise<Promiser> => {
  const carrier = await home.carrier({ clock: Date.parse(came) });
  await carrier.at('2026-01-02T15:00:00Z');
  const enters = async (name: string, ...roles: Role[]): Promise<Clerk> => {
    const staff = await carrier.person(name, ...roles);
    return {
      ...staff,
      ...(await workerBy(base, await tokenOf(home, carrier.id, staff))),
    };
  };
  const carla = await enters('Carla Byrne', 'compliance');
  const text = seedText(seed);
  const { id: filingId, promises } = await carla.call('promises.import', { name: `Filing of seed ${seed}`, text });
  expect(promises.filter(standsAt(promise, line)), `seed ${seed} makes ${promise} on line ${line}`).not.toEqual([]);
  await carla.call('promises.adopt', { filingId, from: '2026-01-01' });
  const judgedOf = async (concept: string, at: number, year: number, on: string): Promise<Verdict> => {
    await carrier.at(`${on}T16:00:00Z`);
    const { promises: all } = await carla.call('promises.check', { filingId, year });
    const found = all.find(standsAt(concept, at));
    if (found === undefined) throw new Error(`the check does not speak of ${concept} on line ${at}`);
    const { status, because, counts, samples } = found;
    return { status, because, counts, samples };
  };
  const evidenceOf = async (kind: string, subject: string, value: string): Promise<Entry> => {
    const { items } = await carla.call('evidence.list', { kind, subject });
    const newest = items.find(({ entry }) => JSON.stringify(entry).includes(value));
    if (newest === undefined) throw new Error(`the ledger holds no ${kind} about ${subject}`);
    // open transactions of other test files hold the ledger's horizon back for a while
    await vi.waitFor(
      async () => {
        await integrateCarrier(home.connections, carrier.id);
        const receipt = await carla.call('receipts.show', { entryId: newest.id });
        expect(receipt).toMatchObject({ integrated: true, leaf: newest.leaf, checkpoint: expect.any(String) });
      },
      { timeout: 30_000, interval: 100 },
    );
    return { kind: '', facts: {}, ...newest.entry };
  };
  return {
    id: carrier.id,
    filingId,
    carla,
    at: carrier.at,
    now: () => carrier.look(async (ctx) => new Date(ctx.at).toISOString()),
    enters,
    async machine(name, ...roles) {
      const key = { holder: { machine: name }, roles, days: 1 };
      return workerBy(base, (await issueKey(home.connections, systemAsks(carrier.id, 'test', Date.now()), key)).secret);
    },
    async customer(account, ...categories) {
      const { id: customerId } = await carla.call('customers.add', { account, name: `Holder of ${account}` });
      for (const category of categories) await carla.call('customers.services.add', { customerId, category });
      return customerId;
    },
    judged: (year, on) => judgedOf(promise, line, year, on),
    judgedOf,
    evidence: (kind, subject) => evidenceOf(kind, subject, ''),
    evidenceOf,
    async breaksItsWord(code) {
      const { binding } = await carla.call('promises.list', {});
      const mine = binding.filter((one) => one.code === code);
      expect(mine, `${code} binds`).not.toEqual([]);
      for (const { id: carrierPromiseId } of mine)
        await carla.call('promises.end', { carrierPromiseId, reason: 'the new owners want it otherwise' });
    },
  };
};

/** A server for one file of journeys. Call in `beforeAll`, close in `afterAll`. */
export const promising = async (): Promise<Promising> => {
  const home = await house();
  const app = await server(home.connections);
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    home,
    base,
    adopts: (stands) => promiser(home, base, '2026-01-02T15:00:00Z', stands),
    adoptsLate: (stands) => promiser(home, base, '2040-01-01T12:00:00Z', stands),
    async close() {
      await app.close();
      await home.close();
    },
  };
};

/** The carrier's own offer of long distance, by call records, to a customer who does not have it: it needs approval. */
export const offer: InputOf<'decisions.ask'>['use'] = marketLongDistance;

/** To bill. */
export const bill: InputOf<'decisions.ask'>['use'] = { ...offer, purpose: 'bill', offer: null, cpni: ['billing'] };

/** A notice drafted by one person and approved by another; gives its version. */
export const approvedNotice = async (
  { carla }: Promiser,
  mara: Clerk,
  content: InputOf<'notices.draft'>,
): Promise<string> => {
  const { id: versionId, contentHash } = await mara.call('notices.draft', content);
  await carla.call('notices.approve', { versionId, contentHash });
  return versionId;
};

/** A letter to one customer, handed to the post now: its delivery. The text is approved with it, once a carrier. */
export const mailed = async (
  promiser: Promiser,
  mara: Clerk,
  customerId: string,
  content: InputOf<'notices.draft'>,
): Promise<string> => {
  const versionId = await approvedNotice(promiser, mara, content);
  return mailedVersion(mara, customerId, versionId, await promiser.now());
};

/** A letter of a version that is approved. */
export const mailedVersion = async (
  mara: Clerk,
  customerId: string,
  versionId: string,
  sent: string,
): Promise<string> => (await mara.call('deliveries.record', { customerId, versionId, method: 'mail', sent })).id;

/** The newest approved notice, by mail to a customer once more. */
export const sentAgain = async (promiser: Promiser, mara: Clerk, customerId: string): Promise<string> => {
  const { items } = await mara.call('notices.list', {});
  return mailedVersion(mara, customerId, items[0]?.id ?? '', await promiser.now());
};

/** An offer of long distance by call records, by letter. */
export const campaignContent: InputOf<'campaigns.draft'> = longDistance;

/** Drafted by one person, its list and manner adopted and its content approved by a supervisor: the campaign. */
export const approvedCampaign = async (mara: Clerk, sol: Clerk): Promise<string> => {
  const { id: campaignId, contentHash } = await mara.call('campaigns.draft', campaignContent);
  await mara.call('campaigns.submit', { campaignId });
  await sol.call('campaigns.adopt', { campaignId });
  await sol.call('campaigns.review', { campaignId, contentHash, verdict: 'approved', note: 'Read.' });
  return campaignId;
};

/** The last line of an NDJSON answer. */
export const lastLine = (ndjson: string): Readonly<Record<string, string | number>> =>
  JSON.parse(ndjson.trim().split('\n').at(-1) ?? '{}');

/** Frozen and released: the manifest's hash and counts. */
export const releasedCampaign = async (mara: Clerk, sol: Clerk, campaignId: string) => {
  await mara.stream('campaigns.freeze', { campaignId }, null);
  return lastLine(await sol.stream('campaigns.release', { campaignId }, null));
};
