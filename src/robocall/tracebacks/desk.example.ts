import type { Staff, TestCarrier, TestHouse } from '../../../test/house.ts';
import { importCalls } from '../traffic/calls/import.ts';
import { addCallSource } from '../traffic/calls/sources.ts';
import { confirmTraceback } from './confirm.ts';
import { enterTraceback } from './receive.ts';
import { verifyRequester } from './requesters.ts';

/** The call that requests of these tests ask about. */
export const asked = {
  reference: '98231',
  called: '(303) 555-0120',
  calling: '202.555.0143',
  at: '2026-11-18T15:02:13Z',
};

/** A row as FreeSWITCH in New York writes it; the key of its call ends in `n`. */
export const switchRow = (n: number, start: string, from: string, to: string): string =>
  `"Acme Dental","${from}","${to}","public","${start}","${start}","${start}","4","4","NORMAL_CLEARING","${keyOf(n)}","","acme-dental","PCMU","PCMU"\n`;

/** The key of a call of that switch. */
export const keyOf = (n: number): string => `7f3c2a00-1c8e-4d51-9b7a-${String(n).padStart(12, '0')}`;

/** A line as the gate keeps it: carried for nobody's account, as it came. */
export const gateLine = (call: string, at: string, more: object): string =>
  JSON.stringify({
    at: Date.parse(at),
    call,
    account: null,
    from: '+12025550143',
    to: ['+13035550120'],
    diverted: null,
    trunk: 'trunk-7',
    ip: '192.0.2.7',
    placed: null,
    carry: true,
    emergency: false,
    refused: null,
    attest: 'A',
    ...more,
  });

/** Puts lines on record as a group of the gate; its id. */
export const keptByGate = (carrier: TestCarrier, at: string, lines: readonly string[]): Promise<string> =>
  carrier.look(async (ctx) => {
    const id = ctx.id();
    const counts = { calls: lines.length, refused: 0, emergency: 0 };
    const text = lines.join('\n');
    const row = { id, fromAt: Date.parse(at), untilAt: Date.parse(at) + 1000, ...counts, lines: text };
    await ctx.tx
      .insertInto('gateGroup')
      .values({ ...row, linesHash: 'a'.repeat(64), entryId: ctx.id() })
      .execute();
    return id;
  });

export type Desk = {
  readonly carrier: TestCarrier;
  readonly noor: Staff;
  readonly carla: Staff;
  /** the requester, verified */
  readonly itg: string;
  /** A request of its own that was received then, confirmed: its id. */
  arrived(received: string, more: object): Promise<string>;
  /** Brings rows of the switch. */
  bring(name: string, rows: readonly string[]): Promise<void>;
};

/** A traceback desk on November 20, 2026, with one switch and the consortium verified. */
export const deskAt = async (home: TestHouse, facts: object): Promise<Desk> => {
  const carrier = await home.carrier(facts);
  await carrier.at('2026-11-20T15:30:00Z');
  const noor = await carrier.person('Noor Haddad', 'network', 'onboarding');
  const carla = await carrier.person('Carla Stein', 'compliance');
  const source = { name: 'fs1', format: 'freeswitch-csv', zone: 'America/New_York' };
  const { id: sourceId } = await carrier.run(noor, addCallSource, source);
  const consortium = { name: 'Industry Traceback Group', kind: 'consortium', how: 'Called back' } as const;
  const { id: itg } = await carrier.run(carla, verifyRequester, consortium);
  return {
    ...{ carrier, noor, carla, itg },
    async arrived(received, more) {
      const { id } = await carrier.run(noor, enterTraceback, { ...asked, ...more, received, again: 'open' });
      await carrier.run(noor, confirmTraceback, { tracebackId: id, requesterId: itg, ...asked, ...more });
      return id;
    },
    async bring(name, rows) {
      await carrier.stream(noor, importCalls, { sourceId, name }, rows.join(''));
    },
  };
};
