// A carrier at whose desk callers arrive: a telephone service on loopback, customers with numbers, addresses and calls.
import type { FastifyInstance } from 'fastify';
import type { UseAskedFor } from '../src/cpni/uses/record.ts';
import { server } from '../src/interfaces/http/server.ts';
import { operations } from '../src/operations.ts';
import type { Outside } from '../src/outside/outside.ts';
import { twilioSignature } from '../src/outside/telephone-signatures.ts';
import { visit } from '../src/outside/visit.ts';
import type { Staff, TestCarrier, TestHouse } from './house.ts';
import { noOutside } from './outside.ts';
import { type TelephonePeer, telephonePeer } from './telephone.ts';
import { workAll } from './work.ts';

export type Channel = UseAskedFor['channel'];
export const publicUrl = 'https://prairie.example';
const secret = 'a secret of the service';

export type Caller = {
  readonly customerId: string;
  readonly serviceId: string;
  readonly number: string;
  readonly account: string;
};

export type Desk = {
  readonly carrier: TestCarrier;
  readonly agnes: Staff;
  readonly carla: Staff;
  readonly peer: TelephonePeer;
  readonly app: FastifyInstance;
  readonly outside: Outside;
  /** A customer since January 10 with a number of record and three calls on May 28, 29 and 30. */
  caller(name: string): Promise<Caller>;
  /** An inbound call of a customer. */
  call(customerId: string): Promise<string>;
  /** Identifies the caller by name and account. */
  identify(sessionId: string, name: string, account: string): Promise<boolean>;
  /** What the telephone service asks next on the call that was placed last, as Twilio does: the answer. */
  asks(path: string, fields: Readonly<Record<string, string>>): Promise<{ status: number; body: string }>;
  /** The path of the address that the service was given for the call placed last. */
  placed(): string;
  work(): Promise<readonly string[]>;
  close(): Promise<void>;
};

let made = 0;

/** The three calls of a customer: whom, when, how long. */
export const callsMade = [
  { to: '+13195550101', start: '2026-05-28T15:04:00Z', talk_ms: 61_000 },
  { to: '+13195550102', start: '2026-05-29T16:30:00Z', talk_ms: 600_000 },
  { to: '+13195550103', start: '2026-05-30T17:45:00Z', talk_ms: 5_000 },
] as const;

/** A carrier with a desk; call in `beforeAll`. */
export const deskOf = async (home: TestHouse, dialect: 'twilio' | 'jambonz'): Promise<Desk> => {
  process.env.COMPLINE_PUBLIC_URL = publicUrl;
  const peer = await telephonePeer();
  const carrier = await home.carrier({});
  const agnes = await carrier.person('Agnes Ortiz', 'agent');
  const carla = await carrier.person('Carla Stein', 'compliance');
  const outside: Outside = { ...noOutside, visit, publicUrl };
  await carrier.run(carla, operations['telephone.configure'], {
    dialect,
    address: peer.address,
    account: 'AC1',
    fromNumber: '+15155550100',
    staffNumber: '+15155550199',
    secret,
  });
  const app = await server(home.connections);
  let calls = 0;
  const placed = (): string => {
    const last = peer.asked.filter(({ path }) => path.includes('/Calls')).at(-1)?.fields ?? {};
    const hook = last.Url ?? (last.call_hook as { url?: string } | undefined)?.url ?? '';
    return String(hook).slice(publicUrl.length);
  };
  return {
    carrier,
    agnes,
    carla,
    peer,
    app,
    outside,
    async caller(name) {
      made += 1;
      const account = `D-${made}`;
      const number = `+1515555${String(2000 + made)}`;
      await carrier.at('2026-01-10T15:00:00Z');
      const { id: customerId } = await carrier.run(carla, operations['customers.add'], { account, name });
      const { id: serviceId } = await carrier.run(carla, operations['customers.services.add'], {
        customerId,
        category: 'interconnected-voip',
        number,
      });
      await carrier.at('2026-06-01T15:00:00Z');
      const lines = callsMade.map((call, i) => JSON.stringify({ call_key: `${account}-${i}`, from: number, ...call }));
      await carrier.stream(carla, operations['callDetail.import'], {}, lines.join('\n'));
      return { customerId, serviceId, number, account };
    },
    async call(customerId) {
      calls += 1;
      const given = { customerId, as: 'call', callId: `CA-${account(customerId)}-${calls}` } as const;
      return (await carrier.run(agnes, operations['desk.open'], given)).sessionId;
    },
    async identify(sessionId, name, account) {
      return (await carrier.run(agnes, operations['desk.identify'], { sessionId, name, account })).held;
    },
    async asks(path, fields) {
      const signature = twilioSignature(secret, `${publicUrl}${path}`, new Map(Object.entries(fields)));
      const answered = await app.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
        payload: new URLSearchParams(fields).toString(),
      });
      return { status: answered.statusCode, body: answered.body };
    },
    placed,
    work: () => workAll(home, outside),
    async close() {
      await app.close();
      await peer.close();
    },
  };
};

const account = (customerId: string): string => customerId.slice(-6);
