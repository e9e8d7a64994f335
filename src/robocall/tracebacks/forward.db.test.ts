// From the same desk a call is traced forward: the provider to whom we handed it is asked, and what it says is entered.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { noOutside } from '../../../test/outside.ts';
import { workAll } from '../../../test/work.ts';
import { configureMail } from '../../carriers/mail/settings.ts';
import { listDisclosures } from '../../cpni/disclosures/log.ts';
import { sealed } from '../../ledger/record.ts';
import type { Mail } from '../../outside/mail-out.ts';
import { type Desk, deskAt } from './desk.example.ts';
import { tracebackDues } from './dues.ts';
import { askForward, endForward, listForwards } from './forward.ts';

let home: TestHouse;
let desk: Desk;
const mails: Mail[] = [];
const taking = (outcome: 'accepted' | 'refused') => ({
  ...noOutside,
  lookUpText: async () => [],
  sendMail: async (_server: unknown, sent: readonly Mail[]) => {
    mails.push(...sent);
    return sent.map(() => ({ outcome, code: '250', at: 0 }));
  },
});
const call = { called: '+13035550120', calling: '+12025550143', at: '2026-11-18T15:02:13Z', callKey: 'c1@sbc' };
const asks = {
  downstream: 'Carrier B LLC',
  contact: 'tracebacks@b.example',
  call,
  why: 'Its call-back number is used in a fraud',
};

beforeAll(async () => {
  home = await house();
  desk = await deskAt(home, {});
});
afterAll(() => home.close());

const ask = () => desk.carrier.run(desk.noor, askForward, asks);
const state = async (id: string) =>
  (await desk.carrier.run(desk.carla, listForwards, {})).items.find((one) => one.id === id);
const openTasks = () =>
  desk.carrier.look(({ tx }) =>
    tx.selectFrom('task').select('why').where('kind', '=', 'trace-forward').where('closedAt', 'is', null).execute(),
  );

describe('A call that is traced forward', () => {
  it('without a mail server stands as a task, which ends with the answer', async () => {
    const { id } = await ask();
    await workAll(home, noOutside);
    expect(await state(id)).toMatchObject({ state: 'by-hand' });
    expect(await openTasks()).toMatchObject([{ why: expect.stringMatching(/no mail server is entered/) }]);
    await desk.carrier.run(desk.noor, endForward, { forwardId: id, outcome: 'answered', answer: 'To Carrier C' });
    expect(await state(id)).toMatchObject({ state: 'answered', answer: 'To Carrier C' });
    const entries = await desk.carrier.look(({ tx }) =>
      tx.selectFrom('ledgerEntry').select('body').where('subject', '=', `trace-forward:${id}`).execute(),
    );
    const bodies = entries.map(({ body }) => String(body)).join('\n');
    expect(entries.length).toBe(3);
    expect(bodies).not.toMatch(/Carrier|5550120|fraud|b\.example/);
    // its id is public, and no salt
    expect(bodies).not.toContain(sealed(id, 'To Carrier C'));
    const { salt } = await desk.carrier.look(({ tx }) =>
      tx.selectFrom('traceForward').select('salt').where('id', '=', id).executeTakeFirstOrThrow(),
    );
    expect(bodies).toContain(sealed(salt ?? '', 'To Carrier C'));
    expect(JSON.stringify(await state(id))).not.toContain(salt);
    expect(await openTasks()).toEqual([]);
  });

  it('is asked of the provider by mail with the call and the law, logged as a disclosure, and due after a day', async () => {
    await desk.carrier.run(desk.carla, configureMail, mailSettingsAt(2525));
    const { id, disclosureId } = await ask();
    await workAll(home, taking('accepted'));
    expect(mails.at(-1)).toMatchObject({
      to: 'tracebacks@b.example',
      text: expect.stringMatching(
        /Calling number: \+12025550143[\s\S]*Called number: \+13035550120[\s\S]*222\(d\)\(2\)/,
      ),
    });
    expect(await state(id)).toMatchObject({
      ...{ state: 'sent', disclosureId, asked: '2026-11-20T09:30:00-06:00', answerBy: '2026-11-21T09:30:00-06:00' },
      clock: { due: '2026-11-21', steps: [{ date: '2026-11-21', counted: true }] },
    });
    const { items } = await desk.carrier.run(desk.carla, listDisclosures, {});
    expect(items.find((one) => one.id === disclosureId)).toMatchObject({ toName: 'Carrier B LLC', purpose: 'protect' });
    const dues = await desk.carrier.look((ctx) => tracebackDues(ctx, new Map()));
    expect(dues.map(({ key }) => key)).toEqual([`trace-forward:${id}`]);
    await desk.carrier.run(desk.noor, endForward, {
      forwardId: id,
      outcome: 'closed',
      answer: 'It is out of business',
    });
    expect(await desk.carrier.look((ctx) => tracebackDues(ctx, new Map()))).toEqual([]);
    const again = { forwardId: id, outcome: 'answered' as const, answer: 'late' };
    await expect(desk.carrier.run(desk.noor, endForward, again)).rejects.toThrow(/It is closed/);
  });

  it('that the mail server refuses is asked by hand', async () => {
    const { id } = await ask();
    await workAll(home, taking('refused'));
    expect(await state(id)).toMatchObject({ state: 'by-hand' });
    expect(await openTasks()).toHaveLength(1);
  });
});
