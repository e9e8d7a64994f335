import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { noOutside } from '../../../test/outside.ts';
import { orderedAccount, refusedCalls } from '../../../test/strikes.ts';
import { accountOf, approvedCase } from '../../../test/voice-accounts.ts';
import { workAll } from '../../../test/work.ts';
import { configureMail } from '../../carriers/mail/settings.ts';
import { dateOfDay } from '../../kernel/time.ts';
import type { Mail } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { endAccount } from '../accounts/end.ts';
import { openAccount } from '../accounts/open.ts';
import { claimFields } from '../onboarding/claim.ts';
import { listStrikeCalls } from './calls.ts';
import { closeAccount } from './close.ts';
import { strikeControls } from './controls.ts';
import { deliverWarning } from './deliver.ts';
import { strikeDues } from './dues.ts';
import { signException } from './except.ts';
import { listStrikes } from './list.ts';
import { readNotice } from './notice.ts';
import { showStrikes } from './show.ts';
import { voidFinding } from './void.ts';
import { watchStrikes } from './watch.ts';

let home: TestHouse;
const start = Date.parse('2026-06-01T15:00:00Z');
const DAY = 86_400_000;

beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

type Scene = { readonly carrier: TestCarrier; readonly noor: Staff; readonly dana: Staff };

const scene = async (): Promise<Scene> => {
  const carrier = await home.carrier({ clock: start });
  const noor = await carrier.person('Noor Haddad', 'network', 'onboarding');
  return { carrier, noor, dana: await carrier.person('Dana Ruiz', 'officer', 'compliance') };
};

const controlled = (carrier: TestCarrier) =>
  carrier.look(async (ctx) => {
    const [control] = strikeControls;
    return control?.check(ctx, { from: start - DAY, until: start + 365 * DAY });
  });

const call = (accountId: string, at: number) => ({
  accountId,
  at,
  callId: `c${at}`,
  calling: '+15155550123',
  forwarded: false,
});

describe('The promise of one warning, as a control tells it (R24)', () => {
  it('is untested without calls, and while a refused call was not weighed for an hour', async () => {
    const { carrier, noor } = await scene();
    expect(await controlled(carrier)).toMatchObject({
      status: 'untested',
      because: 'the gate decided no call in the period',
    });
    const accountId = await accountOf(carrier, { name: 'Sunrise', callerIdPolicy: 'own-only' });
    await refusedCalls(carrier, [call(accountId, start)]);
    await carrier.at(new Date(start + 3_600_001).toISOString());
    expect(await controlled(carrier)).toMatchObject({
      status: 'untested',
      because: '1 refused calls were not weighed',
    });
    await carrier.run(noor, watchStrikes, {});
    expect(await controlled(carrier)).toMatchObject({ status: 'kept', counts: { calls: 1, findings: 1 } });
  });

  it('is not kept once a warning is not proven to have arrived after its last day', async () => {
    const { carrier, noor } = await scene();
    const accountId = await accountOf(carrier, { name: 'Sunrise', callerIdPolicy: 'own-only' });
    await refusedCalls(carrier, [call(accountId, start)]);
    await carrier.run(noor, watchStrikes, {});
    await carrier.at(new Date(start + 3 * DAY - 1).toISOString());
    expect(await controlled(carrier)).toMatchObject({ status: 'kept' });
    await carrier.at(new Date(start + 3 * DAY).toISOString());
    expect(await controlled(carrier)).toMatchObject({
      status: 'not kept',
      because: expect.stringMatching(/1 warnings/),
    });
  });

  it('is kept by an order that suspends, and by an exception that is signed, which it names', async () => {
    const { carrier, noor, dana } = await scene();
    const accountId = await orderedAccount(carrier, noor, 'Sunrise');
    expect(await controlled(carrier)).toMatchObject({ status: 'kept', counts: { findings: 2, exceptions: 0 } });
    const { items } = await carrier.run(dana, listStrikes, { accountId });
    const input = { findingId: items[0]?.id ?? '', reason: 'a test dialer', password: dana.password };
    await carrier.run(dana, signException, input);
    expect(await controlled(carrier)).toMatchObject({
      status: 'kept',
      because: expect.stringMatching(/1 of them with an exception/),
    });
  });
});

describe('What is due', () => {
  it('is the warning two days after its finding, then the order on its seventh day; nothing of an account that has ended', async () => {
    const { carrier, noor } = await scene();
    const dues = async () =>
      (await carrier.look((ctx) => strikeDues(ctx, new Map()))).map(({ key, day }) => [
        key.split(':')[0],
        dateOfDay(day),
      ]);
    const accountId = await accountOf(carrier, { name: 'Sunrise', callerIdPolicy: 'own-only' });
    await refusedCalls(carrier, [call(accountId, start)]);
    await carrier.run(noor, watchStrikes, {});
    expect(await dues()).toEqual([['strike-warning', '2026-06-03']]);
    await carrier.run(noor, endAccount, { accountId, reason: 'moved away' });
    expect(await dues()).toEqual([]);
    await orderedAccount(carrier, noor, 'Moonrise');
    expect(await dues()).toEqual([['strike-order', '2026-06-09']]);
  });
});

describe('The customer', () => {
  it('is told by e-mail at the address of his case: warned, suspended, and that an officer keeps him on', async () => {
    const { carrier, noor, dana } = await scene();
    const adam = await carrier.person('Adam Wirth', 'administrator');
    await carrier.run(adam, configureMail, mailSettingsAt(25));
    const caseId = await approvedCase(carrier, { tier: 'standard', days: 365 });
    await carrier.run(noor, claimFields, {
      caseId,
      fields: [{ name: 'contact-email', claimed: 'wilma@sunrise.example' }],
    });
    const handed: Mail[] = [];
    const outside: Outside = {
      ...noOutside,
      lookUpText: async () => [],
      async sendMail(_server, mails) {
        handed.push(...mails);
        return mails.map(() => ({ outcome: 'accepted', code: '250', at: Date.now() }));
      },
    };
    const { id: accountId } = await carrier.run(noor, openAccount, { caseId, name: 'Sunrise' });
    await refusedCalls(carrier, [call(accountId, start), call(accountId, start + 1)]);
    await carrier.run(noor, watchStrikes, {});
    await workAll(home, outside);
    expect(handed).toMatchObject([
      { to: 'wilma@sunrise.example', subject: 'Warning: calls with a number that is not yours' },
    ]);
    expect(handed[0]?.text).toMatch(/placed 2 calls.*Numbers that were shown: \+15155550123\./);
    const findings = async () => (await carrier.run(dana, listStrikes, { accountId })).items;
    // that a mail server took it proves nothing: its delivery still is to be proven
    const [first] = await findings();
    expect([first?.standing, first?.warned]).toEqual(['warned', null]);
    const findingId = first?.id ?? '';
    const deliveredAt = new Date(start + 1).toISOString();
    await carrier.at(deliveredAt);
    await carrier.run(noor, deliverWarning, { findingId, deliveredAt, how: 'answer', evidence: 'his mail' });
    await carrier.at(new Date(start + DAY + 2).toISOString());
    await refusedCalls(carrier, [call(accountId, start + DAY + 2)]);
    await carrier.run(noor, watchStrikes, {});
    await workAll(home, outside);
    const [second] = await findings();
    const signed = { findingId: second?.id ?? '', reason: 'a test dialer', password: dana.password };
    await carrier.run(dana, signException, signed);
    await workAll(home, outside);
    expect(handed.map(({ subject }) => subject)).toEqual([
      'Warning: calls with a number that is not yours',
      'Your service is suspended and will be ended',
      'Your service stays on, by exception',
    ]);
    expect(handed[2]?.text).toContain('Your service is on.');
  });
});

describe('The calls of a finding', () => {
  it('are shown a page at a time to those who work with them, and who looked is on record', async () => {
    const { carrier, noor, dana } = await scene();
    const accountId = await accountOf(carrier, { name: 'Sunrise', callerIdPolicy: 'own-only' });
    const refusals = await refusedCalls(
      carrier,
      [0, 1, 2].map((n) => call(accountId, start + n)),
    );
    await carrier.run(noor, watchStrikes, {});
    const [finding] = (await carrier.run(dana, listStrikes, {})).items;
    const findingId = finding?.id ?? '';
    const first = await carrier.run(dana, listStrikeCalls, { findingId, limit: 2 });
    const second = await carrier.run(dana, listStrikeCalls, { findingId, limit: 2, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ refusalId }) => refusalId)).toEqual(refusals);
    expect(second.next).toBeNull();
    const auditor = await carrier.person('Ada Sharp', 'auditor');
    await expect(carrier.run(auditor, listStrikeCalls, { findingId })).rejects.toThrow(/network, compliance, officer/);
    const read = await carrier.look(({ tx }) =>
      tx.selectFrom('ledgerEntry').select('id').where('kind', '=', 'strikes.calls-read').execute(),
    );
    expect(read).toHaveLength(2);
  });
});

describe('Another carrier, all roles in one hand', () => {
  it('sees nothing of them and changes nothing, whatever it asks', async () => {
    const { carrier, noor } = await scene();
    const accountId = await orderedAccount(carrier, noor, 'Sunrise');
    const shown = await carrier.run(noor, showStrikes, { accountId });
    const [findingId, noticeId] = [shown.findings[1]?.id ?? '', shown.notices[0]?.id ?? ''];
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes', clock: start + 30 * DAY });
    const lena = await lakes.person('Lena Fox', 'network', 'compliance', 'officer');
    expect((await lakes.run(lena, listStrikes, {})).items).toEqual([]);
    expect((await lakes.run(lena, listStrikes, { accountId })).items).toEqual([]);
    const { password } = lena;
    const proof = { deliveredAt: new Date(start).toISOString(), how: 'answer', evidence: 'x' } as const;
    for (const asked of [
      () => lakes.run(lena, showStrikes, { accountId }),
      () => lakes.run(lena, readNotice, { noticeId }),
      () => lakes.run(lena, listStrikeCalls, { findingId }),
      () => lakes.run(lena, deliverWarning, { findingId, ...proof }),
      () => lakes.run(lena, voidFinding, { findingId, reason: 'x', password }),
      () => lakes.run(lena, signException, { findingId, reason: 'x', password }),
      () => lakes.run(lena, closeAccount, { findingId, reason: 'x' }),
    ])
      await expect(asked()).rejects.toThrow(/There is no such/);
    // an order of the other's that is long overdue is not its business
    await carrier.at(new Date(start + 30 * DAY).toISOString());
    expect(await lakes.run(lena, watchStrikes, {})).toEqual({ calls: 0, closed: 0 });
    expect(await carrier.run(noor, showStrikes, { accountId })).toEqual(shown);
  });
});
