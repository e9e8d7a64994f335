import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { addCustomer } from '../customers/add.ts';
import type { partyKind } from '../third-parties/record.ts';
import { endParty, registerParty } from '../third-parties/register.ts';
import { openDisclosure } from './open.ts';
import { passDisclosure } from './pass.ts';

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;
let dana: string;

const party = async (name: string, kind: (typeof partyKind.options)[number], fromDay: string): Promise<string> =>
  (await prairie.run(carla, registerParty, { name, kind, contact: '', worksFor: null, fromDay })).id;

// service itself and a port ask no approval: what stops them here is the register alone
const opened = (partyId: string, purpose: 'provide' | 'port') =>
  prairie.run(carla, openDisclosure, { partyId, purpose, reason: 'Calls that both carry', cpni: ['call-detail'] });

const rows = (count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, () => `${JSON.stringify({ customerId: dana })}\n`).join(''));

async function* chunks(...parts: (Buffer | (() => Promise<unknown>))[]): AsyncGenerator<Uint8Array> {
  for (const part of parts)
    if (Buffer.isBuffer(part)) yield part;
    else await part();
}

const pass = async (disclosureId: string, body: AsyncIterable<Uint8Array>) => {
  const carrier = await prairie.look(async (ctx) => ctx.carrier);
  const work = { carrier, actor: carla, at: 0, transaction: prairie.look };
  let text = '';
  for await (const part of passDisclosure.stream(work, { disclosureId }, body)) text += String(part);
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
};

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  carla = await prairie.person('Carla Stein', 'compliance');
  await prairie.at('2026-06-01T15:00:00Z');
  dana = (await prairie.run(carla, addCustomer, { account: '1001', name: 'Dana Webb' })).id;
});
afterAll(() => home.close());

describe.each([
  { kind: 'affiliate-communications', purpose: 'provide', name: 'Prairie Long Distance' },
  { kind: 'affiliate-other', purpose: 'provide', name: 'Prairie Energy' },
  { kind: 'new-carrier', purpose: 'port', name: 'Lakes Telephone' },
] as const)('a party of the kind $kind, which needs no agreement', ({ kind, purpose, name }) => {
  test('is given nothing before the day from which it is registered', async () => {
    await prairie.at('2026-06-02T04:59:59Z');
    const id = await party(name, kind, '2026-06-02');
    expect(await opened(id, purpose)).toMatchObject({
      state: 'stopped',
      stoppedWhy: `${name} is registered from 2026-06-02 on`,
      stoppedCite: '47 USC 222(c)(1)',
    });
    await prairie.at('2026-06-02T05:00:00Z');
    expect((await opened(id, purpose)).state).toBe('running');
  });

  test('is given rows through its last day, and the run under way stops at the batch after it', async () => {
    const id = await party(`${name} II`, kind, '2026-06-02');
    await prairie.run(carla, endParty, { partyId: id, untilDay: '2026-06-30' });
    await prairie.at('2026-07-01T04:59:59Z');
    const running = await opened(id, purpose);
    const answers = await pass(
      running.id,
      chunks(rows(500), () => prairie.at('2026-07-01T05:00:00Z'), rows(500)),
    );
    expect(answers.filter(({ allowed }) => allowed === true).length).toBe(500);
    expect(answers.at(-1)?.summary).toMatchObject({
      state: 'stopped',
      why: `the dealings with ${name} II ended on 2026-06-30`,
      cite: '47 USC 222(c)(1)',
      given: 500,
    });
    expect(await opened(id, purpose)).toMatchObject({ state: 'stopped', stoppedCite: '47 USC 222(c)(1)', given: 0 });
    await expect(pass(running.id, chunks(rows(1)))).rejects.toMatchObject({ facts: { cite: '47 USC 222(c)(1)' } });
    await prairie.at('2026-06-01T15:00:00Z');
  });
});
