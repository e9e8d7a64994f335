import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../test/house.ts';
import { systemAsks, type Work, workOf } from '../db/context.ts';
import { exportCarrierLedger } from './export.ts';
import { record } from './record.ts';

let home: TestHouse;
let prairie: TestCarrier;
const file = exportCarrierLedger(() => ['none']);

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
});
afterAll(() => home.close());

async function* nothing(): AsyncIterable<Uint8Array> {}

const exported = async (work: Work): Promise<string> => {
  let text = '';
  for await (const chunk of file.stream(work, {}, nothing())) text += String(chunk);
  return text;
};

const sealed = () =>
  prairie.look((ctx) =>
    record({ ...ctx, secrecy: 'ordered' }, { kind: 'test', subject: 'test', happenedAt: ctx.at, facts: {} }),
  );

it('What comes under seal while an export gets ready does not leave with it', async () => {
  const work = await workOf(home.connections, systemAsks(prairie.id, 'test', Date.now()));
  // entries are taken in once no transaction of the cluster is older than they are: other tests run beside this one
  await expect.poll(() => exported(work), { timeout: 60_000 }).toContain('"kind":"entry"');
  let done = 0;
  const meanwhile: Work = {
    ...work,
    async transaction(run) {
      const came = await work.transaction(run);
      done += 1;
      if (done === 1) await sealed();
      return came;
    },
  };
  await expect(exported(meanwhile)).rejects.toMatchObject({ type: 'not-allowed' });
});
