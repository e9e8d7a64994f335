import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Choosing, choosing } from '../../../../test/choosing.ts';
import { house, type TestHouse } from '../../../../test/house.ts';
import { listTasks } from '../../../carriers/tasks/list.ts';
import { approvalStatus } from '../../approvals/choose.ts';
import { choiceHistory } from '../history.ts';
import { enterReturnedForm } from './enter.ts';
import { importReturnedForms } from './import.ts';

let home: TestHouse;
let prairie: Choosing;

const image = (name: string): string => createHash('sha256').update(name).digest('hex');
const history = async (customerId: string) =>
  (await prairie.carrier.run(prairie.staff.agnes, choiceHistory, { customerId })).items;
const refusal = async (customerId: string, at: string) =>
  (
    await prairie.carrier.run(prairie.staff.carla, approvalStatus, {
      customerId,
      cpni: 'billing',
      recipient: 'self',
      purpose: 'market',
      at,
    })
  ).refusal;

beforeAll(async () => {
  home = await house();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-11-24T15:00:00Z') }), {});
});
afterAll(() => home.close());

describe('A form that came by mail', () => {
  it('is a no from the first instant of the day it came in, found by its code or QR code', async () => {
    const { id, code } = await prairie.customer('A-1', '2026-09-15');
    const form = {
      imageHash: image('a1'),
      receivedOn: '2026-11-23',
      choice: 'no',
      scanned: `https://x.example/choice/${code}`,
    } as const;
    const entered = await prairie.carrier.run(prairie.staff.agnes, enterReturnedForm, form);
    expect(entered).toMatchObject({ outcome: 'recorded', receipt: expect.stringMatching(/^R-/) });
    expect(await refusal(id, '2026-11-23T05:59:59Z')).toBe('none');
    expect(await refusal(id, '2026-11-23T06:00:00Z')).toBe('stands');
    expect(await history(id)).toMatchObject([{ choice: 'no', method: 'mail', number: entered.receipt }]);
    // the same sheet once more
    const again = await prairie.carrier.run(prairie.staff.agnes, enterReturnedForm, form);
    expect(again).toEqual({ formId: entered.formId, outcome: 'known', receipt: entered.receipt });
    expect(await history(id)).toHaveLength(1);
  });

  it('is found by the account number where the code cannot be read', async () => {
    const { id } = await prairie.customer('A-2', '2026-09-15');
    const form = { imageHash: image('a2'), receivedOn: '2026-11-24', choice: 'no', scanned: 'A-2' } as const;
    await prairie.carrier.run(prairie.staff.agnes, enterReturnedForm, form);
    expect(await history(id)).toHaveLength(1);
  });

  it('that says yes, cannot be read, or names nobody goes to a person and changes nothing', async () => {
    const { id, code } = await prairie.customer('A-3', '2026-09-15');
    const enter = (choice: 'no' | 'yes' | 'unclear', scanned: string | null) =>
      prairie.carrier.run(prairie.staff.agnes, enterReturnedForm, {
        imageHash: image(`${choice} ${scanned}`),
        receivedOn: '2026-11-24',
        choice,
        scanned,
      });
    for (const entered of [await enter('yes', code), await enter('unclear', code), await enter('no', null)])
      expect(entered).toMatchObject({ outcome: 'task', receipt: null });
    expect(await history(id)).toEqual([]);
    const { items } = await prairie.carrier.run(prairie.staff.carla, listTasks, {});
    expect(items.map(({ kind }) => kind).sort()).toEqual(['returned-form', 'returned-form', 'unknown-refusal']);
  });

  it('cannot have come in tomorrow', async () => {
    const form = { imageHash: image('t'), receivedOn: '2026-11-25', choice: 'no', scanned: 'A-2' } as const;
    await expect(prairie.carrier.run(prairie.staff.agnes, enterReturnedForm, form)).rejects.toThrow(/receivedOn/);
  });

  it('comes in batches, each row with its own result, and a repeated file changes nothing', async () => {
    const one = await prairie.customer('B-1', '2026-09-15');
    const two = await prairie.customer('B-2', '2026-09-15');
    const csv = [
      'image_sha256,received_on,choice,scanned',
      `${image('b1')},2026-11-24,no,${one.code}`,
      `${image('b2')},2026-11-31,no,${two.code}`,
      `${image('b3')},2026-11-24,maybe,${two.code}`,
      `${image('b4')},2026-11-24,no,B-2`,
    ].join('\r\n');
    const send = async () =>
      (await prairie.carrier.stream(prairie.staff.agnes, importReturnedForms, {}, csv))
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text) as { line: number; outcome: string });
    const outcomes = (await send()).map(({ line, outcome }) => [line, outcome]);
    expect(outcomes).toEqual([
      [2, 'recorded'],
      [3, 'rejected'],
      [4, 'rejected'],
      [5, 'recorded'],
    ]);
    expect((await send()).map(({ outcome }) => outcome)).toEqual(['known', 'rejected', 'rejected', 'known']);
    expect(await history(two.id)).toHaveLength(1);
    await expect(prairie.carrier.stream(prairie.staff.agnes, importReturnedForms, {}, 'a,b\n1,2')).rejects.toThrow(
      /columns/,
    );
  });
});
