import { afterAll, beforeAll, expect, it } from 'vitest';
import { noOutside } from '../../outside.ts';
import { type Clerk, type Promiser, type Promising, promising } from '../../promising.ts';
import { workAll } from '../../work.ts';

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

it('P43 account changes are told at once, at the address held before: a letter posted the same day keeps it, one forgotten breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P43', line: 97 });
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  const rosa = await promiser.customer('1001', 'interconnected-voip');
  const link = (value: string) => agnes.call('customers.contacts.add', { customerId: rosa, kind: 'postal', value });
  await link('7 Old Road, Ames, IA 50010');
  expect(await promiser.judged(2026, '2026-02-28')).toMatchObject({ status: 'untested' });
  await promiser.at('2026-03-02T15:00:00Z');
  await link('9 New Road, Ames, IA 50010');
  await workAll(stage.home, noOutside);
  const { items } = await promiser.carla.call('accountNotices.letters', {});
  expect(items.map(({ address }) => address)).toEqual(['7 Old Road, Ames, IA 50010']);
  expect(JSON.stringify(items)).not.toContain('New Road');
  expect(await promiser.judged(2026, '2026-03-02')).toMatchObject({ status: 'untested', counts: { waiting: 1 } });
  await promiser.carla.call('accountNotices.post', { noticeId: items[0]?.noticeId ?? '' });
  const good = await promiser.judged(2026, '2026-03-03');
  expect(good).toMatchObject({ status: 'kept', counts: { changes: 1, late: 0, untold: 0 } });
  const { items: told } = await promiser.carla.call('accountChanges.list', { since: '2026-03-01', customerId: rosa });
  expect(told).toMatchObject([{ punctual: 'at-once', notices: [{ way: 'mail', state: 'posted' }] }]);
  const posted = await promiser.evidence('account-notice.posted', `customer:${rosa}`);
  expect(JSON.stringify(posted)).not.toMatch(/Road/);

  await promiser.at('2026-04-06T15:00:00Z');
  await link('11 Third Road, Ames, IA 50010');
  await workAll(stage.home, noOutside);
  expect(await promiser.judged(2026, '2026-04-07')).toMatchObject({
    status: 'not kept',
    counts: { changes: 2, untold: 1 },
    samples: [expect.stringMatching(/^account-change:/)],
  });
});

/** An incident found on Friday, 20 November 2026, beyond an anomaly; the fifth business day after it is Monday, 30 November. */
const failure = async (
  { carla }: Promiser,
  agnes: Clerk,
  name: string,
  mechanism: 'opt-out' | 'opt-in',
  extent: 'anomaly' | 'more-than-anomaly',
): Promise<string> => {
  const line = { kind: 'phone', name, free: true, alwaysOpen: true, hours: 'always' } as const;
  const { id: channelId } = await carla.call('channels.add', line);
  const { id: incidentId } = await agnes.call('channels.incident.open', {
    channelId,
    mechanism,
    problem: 'The line rang into nothing.',
    lostFrom: '2026-11-18T09:00:00-06:00',
    detectedAt: '2026-11-20T09:00:00-06:00',
    attempts: 12,
  });
  const end = { lostUntil: '2026-11-20T10:00:00-06:00', remedy: 'The number was mapped again.' };
  await carla.call('channels.incident.close', { incidentId, ...end, repair: 'recovered', extent });
  return incidentId;
};

/** Kept by the letter of the fifth business day; the other mechanism and an anomaly ask for none; a sixth day breaks it. */
const lettersOf = async (promiser: Promiser, mechanism: 'opt-out' | 'opt-in'): Promise<string> => {
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  await promiser.at('2026-11-20T18:00:00Z');
  const other = mechanism === 'opt-in' ? 'opt-out' : 'opt-in';
  await failure(promiser, agnes, 'other line', other, 'anomaly');
  await failure(promiser, agnes, 'quiet line', mechanism, 'anomaly');
  expect(await promiser.judged(2026, '2026-11-21')).toMatchObject({
    status: 'untested',
    because: `no failure of ${mechanism} was found`,
  });
  const first = await failure(promiser, agnes, 'first line', mechanism, 'more-than-anomaly');
  const second = await failure(promiser, agnes, 'second line', mechanism, 'more-than-anomaly');
  const { items } = await promiser.carla.call('clocks.list', {});
  const clocks = items.filter(({ key }) => key.startsWith('opt-out-failure-letter'));
  expect(clocks.map(({ dueOn }) => dueOn)).toEqual(['2026-11-30', '2026-11-30']);
  expect(await promiser.judged(2026, '2026-11-30')).toMatchObject({ status: 'untested', counts: { waiting: 2 } });
  const send = (incidentId: string, sentOn: string) =>
    promiser.carla.call('channels.incident.letter', { incidentId, sentOn, reference: `FCC-${sentOn}` });
  await send(first, '2026-11-30');
  expect(await promiser.judged(2026, '2026-12-01')).toMatchObject({
    status: 'not kept',
    counts: { failures: 2, late: 1 },
    samples: [`channel-incident:${second}`],
  });
  await send(second, '2026-12-01');
  expect(await promiser.judged(2026, '2026-12-02')).toMatchObject({ status: 'not kept', counts: { late: 1 } });
  return first;
};

it('P45 the FCC is told in writing within five business days when opt-out fails beyond an anomaly: the thirtieth of November keeps it, the first of December does not', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P45', line: 56 });
  const incidentId = await lettersOf(promiser, 'opt-out');
  const { facts } = await promiser.evidence('channel-incident.letter-sent', `channel-incident:${incidentId}`);
  expect(facts).toMatchObject({ sentOn: '2026-11-30', reference: 'FCC-2026-11-30' });
  await promiser.evidence('channel-incident.opened', `channel-incident:${incidentId}`);
});

it('P46 the same where opt-in fails, which the rule does not ask: as promised, to the day', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P46', line: 177 });
  const incidentId = await lettersOf(promiser, 'opt-in');
  const { facts } = await promiser.evidence('channel-incident.letter-sent', `channel-incident:${incidentId}`);
  expect(facts).toMatchObject({ sentOn: '2026-11-30' });
});

const known = { intentional: 'yes', cpni: ['call-detail'], customers: 40 } as const;

/** A breach found and determined on Friday, 20 November 2026. */
const breach = async ({ carla, at }: Promiser): Promise<string> => {
  await at('2026-11-20T18:00:00Z');
  const found = { discoveredAt: '2026-11-20T09:00:00-06:00', circumstances: 'A clerk sold call lists.' };
  const { id: breachId } = await carla.call('breaches.record', { ...known, cpni: [...known.cpni], ...found });
  const determined = { breachId, determinedOn: '2026-11-20' };
  await carla.call('breaches.determine', { ...known, cpni: [...known.cpni], ...determined });
  return breachId;
};

const calm = { urgentHarm: null, consulted: null };

const reports = async (
  { carla, at }: Promiser,
  breachId: string,
  day: string,
  harm: { urgentHarm: string | null; consulted: string | null },
) => {
  await at(`${day}T15:00:00Z`);
  if (harm.urgentHarm !== null)
    await carla.call('breaches.assess', {
      breachId,
      harm: 'immediate-and-irreparable',
      whom: 'Forty customers',
      why: harm.urgentHarm,
      agency: harm.consulted,
      consultedOn: harm.consulted === null ? null : day,
    });
  const reportedAt = `${day}T08:00:00-06:00`;
  return carla.call('breaches.report', { breachId, reportedAt, reference: `DOJ-${day}`, ...harm });
};

it('P47 a breach is notified within seven days, not seven business days: November 27 keeps it, November 28 does not, though the rule leaves until December 2', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P47', line: 94 });
  const first = await breach(promiser);
  const second = await breach(promiser);
  const { reportDue } = await promiser.carla.call('breaches.show', { breachId: first });
  expect(reportDue).toMatchObject({ due: '2026-12-02', promisedDue: '2026-11-27' });
  expect(await promiser.judged(2026, '2026-11-26')).toMatchObject({ status: 'untested', counts: { waiting: 2 } });
  await reports(promiser, first, '2026-11-27', calm);
  expect(await promiser.judged(2026, '2026-11-27')).toMatchObject({
    status: 'kept',
    samples: expect.arrayContaining([`breach:${first}`]),
  });
  const { facts } = await promiser.evidence('breach.reported', `breach:${first}`);
  expect(facts).toMatchObject({ reference: 'DOJ-2026-11-27' });
  await promiser.evidence('breach.determined', `breach:${first}`);
  await reports(promiser, second, '2026-11-28', calm);
  expect(await promiser.judged(2026, '2026-11-29')).toMatchObject({
    status: 'not kept',
    counts: { breaches: 2, good: 1, bad: 1 },
    samples: [`breach:${second}`],
  });
});

it('P48 customers wait seven more days: told on December 8 it is refused, told on December 9 it is kept; an agency’s delay that nobody had entered breaks it', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P48', line: 96 });
  const breachId = await breach(promiser);
  const { customersFrom } = await reports(promiser, breachId, '2026-11-27', calm);
  expect(customersFrom).toMatchObject({ due: '2026-12-09', cite: '47 CFR 64.2011(b)(1)' });
  const tell = (notifiedAt: string) =>
    promiser.carla.call('breaches.customersNotified', { breachId, notifiedAt, customers: 40 });
  expect(await promiser.judged(2026, '2026-12-09')).toMatchObject({ status: 'untested', counts: { waiting: 1 } });
  await expect(tell('2026-12-08T23:59:59-06:00')).rejects.toMatchObject({
    type: 'wrong-state',
    facts: { cite: '47 CFR 64.2011(b)(1)' },
  });
  await tell('2026-12-09T00:00:00-06:00');
  expect(await promiser.judged(2026, '2026-12-10')).toMatchObject({ status: 'kept', samples: [`breach:${breachId}`] });
  const { facts } = await promiser.evidence('breach.customers-notified', `breach:${breachId}`);
  expect(facts).toMatchObject({ customers: 40, ground: 'after-hold' });

  const letter = { agency: 'FBI Omaha', kind: 'delay', writingHash: 'b'.repeat(64), directedOn: '2026-12-07' } as const;
  await promiser.carla.call('breaches.direct', { breachId, ...letter, untilDay: '2026-12-20' });
  expect(await promiser.judged(2026, '2026-12-11')).toMatchObject({
    status: 'not kept',
    samples: [`breach:${breachId}`],
  });
});

it('P49 nobody waits where immediate and irreparable harm threatens: stated in the report, the agency consulted; claimed without asking it, this is broken', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P49', line: 98 });
  const breachId = await breach(promiser);
  const harm = { urgentHarm: 'A stalker holds the lists.', consulted: 'FBI Omaha, by telephone' };
  expect(await promiser.judged(2026, '2026-11-21')).toMatchObject({ status: 'untested' });
  await reports(promiser, breachId, '2026-11-23', harm);
  const told = { breachId, notifiedAt: '2026-11-23T08:30:00-06:00', customers: 40 };
  await promiser.carla.call('breaches.customersNotified', told);
  expect(await promiser.judged(2026, '2026-11-24')).toMatchObject({ status: 'kept', samples: [`breach:${breachId}`] });
  // the words may name people: their hash stands in the evidence
  expect((await promiser.evidence('breach.reported', `breach:${breachId}`)).facts).toMatchObject({
    ...harm,
    urgentHarm: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const { facts } = await promiser.evidence('breach.customers-notified', `breach:${breachId}`);
  expect(facts).toMatchObject({ ground: 'urgent' });
  const second = await breach(promiser);
  await reports(promiser, second, '2026-11-24', { ...harm, consulted: null });
  const early = { ...told, breachId: second, notifiedAt: '2026-11-24T08:30:00-06:00' };
  await expect(promiser.carla.call('breaches.customersNotified', early)).rejects.toMatchObject({ type: 'wrong-state' });
  expect(await promiser.judged(2026, '2026-11-25')).toMatchObject({
    status: 'not kept',
    samples: [`breach:${second}`],
  });
});

it('P50 law enforcement is helped to limit the harm of early notice: what was done for it is on record, and telling customers early with nothing done breaks it', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P50', line: 98 });
  const breachId = await breach(promiser);
  await reports(promiser, breachId, '2026-11-23', { urgentHarm: 'A stalker holds the lists.', consulted: 'FBI Omaha' });
  expect(await promiser.judged(2026, '2026-11-23')).toMatchObject({ status: 'untested' });
  await promiser.carla.call('breaches.customersNotified', {
    breachId,
    notifiedAt: '2026-11-23T08:30:00-06:00',
    customers: 40,
  });
  expect(await promiser.judged(2026, '2026-11-24')).toMatchObject({
    status: 'not kept',
    samples: [`breach:${breachId}`],
  });
  const done = { agency: 'FBI Omaha', happenedOn: '2026-11-23', what: 'The letter was read to them before it went.' };
  await promiser.carla.call('breaches.cooperation', { breachId, ...done });
  expect(await promiser.judged(2026, '2026-11-25')).toMatchObject({ status: 'kept', samples: [`breach:${breachId}`] });
  const entry = await promiser.evidence('breach.cooperated', `breach:${breachId}`);
  expect(entry.facts).toMatchObject({ agency: 'FBI Omaha', happenedOn: '2026-11-23' });
  expect(JSON.stringify(entry)).not.toContain('letter');
});
