import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { issueKey } from '../../carriers/staff/keys.ts';
import { systemAsks } from '../../db/context.ts';
import { server } from '../../interfaces/http/server.ts';
import { operations } from '../../operations.ts';

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;
let app: Awaited<ReturnType<typeof server>>;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-06-01T15:00:00Z') });
  carla = await prairie.person('Carla Stein', 'compliance');
  app = await server(home.connections);
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await home.close();
});

const contract = `Contractor shall use CPNI only for the purpose of printing the bills named in Annex A. Contractor shall not disclose
CPNI to any third party, unless compelled by law. Contractor shall maintain measures that keep CPNI confidential.`;

/** A printer whose agreement serves through June 1. */
const printer = async (): Promise<string> => {
  const cole = await prairie.person('Cole Reed', 'counsel');
  const party = { name: 'Boone Print', contact: '', worksFor: null, fromDay: '2026-06-01' };
  const kind = 'independent-contractor' as const;
  const { id: partyId } = await prairie.run(carla, operations['parties.register'], { ...party, kind });
  const entered = await prairie.run(carla, operations['agreements.enter'], {
    ...{ partyId, kind: 'confidentiality', title: 'Printing', text: contract },
    ...{ signedOn: '2026-06-01', fromDay: '2026-06-01', untilDay: '2026-06-01' },
  });
  const accepted = { agreementId: entered.id, textHash: entered.textHash };
  await prairie.run(cole, operations['agreements.accept'], accepted);
  return partyId;
};

const customers = async (count: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { id } = await prairie.run(carla, operations['customers.add'], { account: `A-${n}`, name: 'Rosa Nguyen' });
    ids.push(id);
  }
  return ids;
};

test('An export over HTTP that runs past midnight stops at its next batch when the agreement ends with the day', async () => {
  const partyId = await printer();
  const ids = await customers(3);
  const disclosure = { partyId, purpose: 'bill', reason: 'Printing of the bills', cpni: ['billing'] } as const;
  const { id: disclosureId, state } = await prairie.run(carla, operations['disclosures.open'], {
    ...disclosure,
    cpni: ['billing'],
  });
  expect(state).toBe('running');
  const asking = systemAsks(prairie.id, 'test', Date.now());
  const key = { holder: { machine: 'billing' }, roles: ['network' as const], days: 1 };
  const { secret } = await issueKey(home.connections, asking, key);
  // five hundred rows are a batch
  const batch = Array.from({ length: 500 }, (_, n) => JSON.stringify({ customerId: ids[n % 3], row: { bill: n } }));
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const sending = request({
    ...{ host: '127.0.0.1', port, method: 'POST', path: `/v1/disclosures/${disclosureId}:pass` },
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/x-ndjson' },
  });
  await prairie.at('2026-06-02T04:59:59Z');
  let text = '';
  const first = new Promise<void>((resolve) => {
    sending.on('response', (response) => {
      response.on('data', (part: Buffer) => {
        text += part.toString();
        if (text.split('\n').length > 500) resolve();
      });
    });
  });
  const over = new Promise<void>((resolve) => {
    sending.on('response', (response) => response.on('end', () => resolve()));
  });
  sending.write(`${batch.join('\n')}\n`);
  await first;
  await prairie.at('2026-06-02T05:00:00Z');
  sending.end(`${batch.join('\n')}\n`);
  await over;

  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ allowed }) => allowed === true)).toHaveLength(500);
  expect(lines.at(-1).summary).toMatchObject({
    state: 'stopped',
    why: 'no accepted agreement with Boone Print is in force',
    cite: '47 CFR 64.2007(b)(2)',
    given: 500,
  });
  // every instance that left stands in the log, and none that did not
  const kept = await prairie.look((ctx) =>
    ctx.tx.selectFrom('disclosureItem').select('decisionId').where('disclosureId', '=', disclosureId).execute(),
  );
  expect(kept).toHaveLength(500);
  const { items } = await prairie.run(carla, operations['disclosures.list'], {});
  expect(items[0]).toMatchObject({ state: 'stopped', given: 500 });
});
