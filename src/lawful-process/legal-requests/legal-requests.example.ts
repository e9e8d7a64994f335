import { z } from 'zod';
import type { Staff, TestCarrier } from '../../../test/house.ts';
import { operations } from '../../operations.ts';
import { importCalls } from '../../robocall/traffic/calls/import.ts';
import { addCallSource } from '../../robocall/traffic/calls/sources.ts';

/** Who works with demands. */
export type Desk = { readonly noor: Staff; readonly carla: Staff; readonly cole: Staff; readonly olga: Staff };

export const deskOf = async (carrier: TestCarrier): Promise<Desk> => ({
  noor: await carrier.person('Noor Haddad', 'network'),
  carla: await carrier.person('Carla Stein', 'compliance'),
  cole: await carrier.person('Cole Ames', 'counsel'),
  olga: await carrier.person('Olga Grant', 'officer'),
});

/** A subpoena of an attorney general for the calls and services of one number in March 2026. */
export const subpoena = {
  kind: 'subpoena',
  authority: 'Attorney General of Iowa, Consumer Protection Division',
  authorityKind: 'attorney-general',
  officer: 'Assistant Attorney General J. Pratt, 515 555 0100',
  reference: 'CPD-2026-0417',
  wants: 'Calls made by and to the number, and the services of its subscriber',
  classes: ['call-detail', 'services-subscribed', 'location'],
  numbers: ['+12025550143'],
  from: '2026-03-01T00:00:00-06:00',
  until: '2026-04-01T00:00:00-05:00',
  receivedAt: '2026-06-01T10:00:00-05:00',
  receivedHow: 'served',
  dueOn: '2026-06-15',
  originalHash: 'a'.repeat(64),
} as const;

type Input = z.input<(typeof operations)['legalRequests.enter']['takes']>;

/** Enters the subpoena, changed as a test needs it; `who` needs a role that may. */
export const enterIt = (carrier: TestCarrier, who: Staff, change: Partial<Input>) =>
  carrier.run(who, operations['legalRequests.enter'], {
    ...subpoena,
    classes: [...subpoena.classes],
    numbers: [...subpoena.numbers],
    ...change,
  });

/** A call as the switch fs1 writes it, at ten in the morning in New York. */
export const callLine = (n: number, from: string, to: string, day: string): string =>
  `"Acme Dental","${from}","${to}","public","2026-03-${day} 10:00:0${n}","2026-03-${day} 10:00:0${n}","2026-03-${day} 10:00:0${n}","4","4","NORMAL_CLEARING","7f3c2a00-1c8e-4d51-9b7a-00000000000${n}","","acme-dental","PCMU","PCMU"\n`;

/** Three calls of March 2026: two that the number made, one that it received. Gives the file's id. */
export const callsOfMarch = async (carrier: TestCarrier, noor: Staff): Promise<string> => {
  const { id: sourceId } = await carrier.run(noor, addCallSource, {
    name: 'fs1',
    format: 'freeswitch-csv',
    zone: 'America/New_York',
  });
  const text =
    callLine(1, '12025550143', '13035550001', '10') +
    callLine(2, '12025550143', '13035550002', '11') +
    callLine(3, '13035550009', '12025550143', '12');
  const told = await carrier.stream(noor, importCalls, { sourceId, name: 'Master.csv' }, text);
  return z.looseObject({ fileId: z.string() }).parse(JSON.parse(told.trimEnd().split('\n').at(-1) ?? '')).fileId;
};
