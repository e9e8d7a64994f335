import { afterAll, beforeAll, expect, it } from 'vitest';
import { letterNotice, spokenNotice } from '../../../src/cpni/notices/examples/notices.ts';
import {
  approvedNotice,
  type Clerk,
  mailed,
  mailedVersion,
  offer,
  type Promiser,
  type Promising,
  promising,
} from '../../promising.ts';

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

/** A text in use since February, entered and approved in March: its letter of 10 February went out unapproved. */
const sentUnapproved = async (promiser: Promiser, mara: Clerk, customerId: string): Promise<string> => {
  await promiser.at('2026-03-03T15:00:00Z');
  const old = { ...letterNotice, waitDays: 60, inUseSince: '2026-02-01' };
  const body = old.body.replace('forty-five (45) days', 'sixty (60) days');
  const versionId = await approvedNotice(promiser, mara, { ...old, body });
  await mailedVersion(mara, customerId, versionId, '2026-02-10');
  return versionId;
};

const unasked = { allowed: false, missing: ['notice'], cite: '47 CFR 64.2008(a)(1)' };

it('P8 customers are told of their right to restrict, by opt-out notices: who got none is not used; a text that went out before anyone approved it breaks this', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P8', line: 38 });
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  const leo = await promiser.customer('1002', 'interconnected-voip');
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({
    status: 'untested',
    because: 'no notice was delivered',
  });
  const told = await mailed(promiser, mara, rosa, letterNotice);
  await promiser.at('2026-03-02T15:00:00Z');
  expect(await mara.call('decisions.ask', { customerId: rosa, use: offer })).toMatchObject({
    allowed: true,
    basis: 'opt-out',
  });
  expect(await mara.call('decisions.ask', { customerId: leo, use: offer })).toMatchObject(unasked);
  const good = await promiser.judged(2026, '2026-03-03');
  expect(good).toMatchObject({ status: 'kept', counts: { deliveries: 1, wrong: 0 } });
  const { facts } = await promiser.evidence('notice.delivered', `customer:${rosa}`);
  expect(facts).toMatchObject({ delivery: expect.arrayContaining([told, rosa]), waitDays: 45 });

  const versionId = await sentUnapproved(promiser, mara, leo);
  expect(await promiser.judged(2026, '2026-03-04')).toMatchObject({
    status: 'not kept',
    counts: { deliveries: 2, wrong: 1 },
    samples: [`notice-version:${versionId}`],
  });
});

it('P9 notice of the right to restrict before any solicitation: a yes has to answer a notice that came before it; a text that went out before anyone approved it breaks this', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P9', line: 151 });
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  const { id: versionId, contentHash } = await mara.call('notices.draft', spokenNotice);
  const early = { customerId: rosa, versionId, method: 'mail', sent: '2026-01-02T15:00:00Z' } as const;
  await expect(mara.call('deliveries.record', early)).rejects.toMatchObject({ type: 'wrong-state' });
  await expect(mara.call('notices.approve', { versionId, contentHash })).rejects.toMatchObject({ type: 'not-allowed' });
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({ status: 'untested' });
  await promiser.carla.call('notices.approve', { versionId, contentHash });
  const notice = await mailedVersion(mara, rosa, versionId, await promiser.now());
  const yes = { customerId: rosa, notice, method: 'oral', proof: 'recording 12' } as const;
  const before = agnes.call('approvals.give', { ...yes, at: '2026-01-04T15:00:00Z' });
  await expect(before).rejects.toMatchObject({ type: 'invalid-input' });
  await promiser.at('2026-01-09T15:00:00Z');
  await agnes.call('approvals.give', yes);
  expect(await mara.call('decisions.ask', { customerId: rosa, use: offer })).toMatchObject({ basis: 'opt-in' });
  expect(await promiser.judged(2026, '2026-01-10')).toMatchObject({
    status: 'kept',
    samples: [`notice-version:${versionId}`],
  });
  const delivered = await promiser.evidence('notice.delivered', `customer:${rosa}`);
  const given = await promiser.evidence('approval.given', `customer:${rosa}`);
  expect(String(delivered.happenedAt) < String(given.happenedAt)).toBe(true);
  expect(given.facts).toMatchObject({ notice });

  const unapproved = await sentUnapproved(promiser, mara, rosa);
  expect(await promiser.judged(2026, '2026-03-04')).toMatchObject({
    status: 'not kept',
    samples: [`notice-version:${unapproved}`],
  });
});

it('P10 an individual notice to each who is asked: what one got counts for nobody else; a text that went out before anyone approved it breaks this', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P10', line: 165 });
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const [rosa, leo, ines] = [
    await promiser.customer('1001', 'interconnected-voip'),
    await promiser.customer('1002', 'interconnected-voip'),
    await promiser.customer('1003', 'interconnected-voip'),
  ];
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({ status: 'untested' });
  const versionId = await approvedNotice(promiser, mara, spokenNotice);
  for (const customerId of [rosa, leo]) await mailedVersion(mara, customerId, versionId, await promiser.now());
  const missing = async (customerId: string) =>
    (await mara.call('decisions.ask', { customerId, use: offer })).missing.join();
  expect([await missing(rosa), await missing(leo), await missing(ines)]).toEqual(['opt-in', 'opt-in', 'notice']);
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({ status: 'kept', counts: { deliveries: 2 } });
  for (const customerId of [rosa, leo])
    expect((await promiser.evidence('notice.delivered', `customer:${customerId}`)).facts).toMatchObject({
      delivery: expect.arrayContaining([customerId, versionId]),
    });
  await expect(promiser.evidence('notice.delivered', `customer:${ines}`)).rejects.toThrow(/holds no notice.delivered/);

  const unapproved = await sentUnapproved(promiser, mara, ines);
  expect(await promiser.judged(2026, '2026-03-04')).toMatchObject({
    status: 'not kept',
    samples: [`notice-version:${unapproved}`],
  });
});

it('P11 notices hold what 64.2008(c) demands: one that lacks something is refused with the paragraph and goes to nobody; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P11', line: 169 });
  const mara = await promiser.enters('Mara Quill', 'marketing');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  const body = letterNotice.body.replace(
    'Saying no changes nothing about the services you have with us: they stay exactly as they are.',
    '',
  );
  const lame = await mara.call('notices.draft', { ...letterNotice, body });
  const lacking = promiser.carla.call('notices.approve', { versionId: lame.id, contentHash: lame.contentHash });
  await expect(lacking).rejects.toMatchObject({
    type: 'notice-incomplete',
    facts: { cite: expect.stringMatching(/^47 CFR 64\.2008\(c\)\(3\)/), fix: expect.any(String) },
  });
  const unapproved = mailedVersion(mara, rosa, lame.id, await promiser.now());
  await expect(unapproved).rejects.toMatchObject({ type: 'wrong-state' });
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({
    status: 'untested',
    because: 'no notice text was approved',
  });
  const versionId = await approvedNotice(promiser, mara, letterNotice);
  expect(await promiser.judged(2026, '2026-01-06')).toMatchObject({
    status: 'kept',
    samples: [`notice-version:${versionId}`],
  });
  const { facts } = await promiser.evidence('notice.approved', `notice:${versionId}`);
  expect(facts).toMatchObject({ author: 'Mara Quill', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
});
