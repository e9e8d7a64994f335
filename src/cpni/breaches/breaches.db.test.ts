import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { adoptPromises } from '../../carriers/promises/adopt.ts';
import { importPromises } from '../../carriers/promises/import.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { sealed } from '../../ledger/record.ts';
import { assessHarm, listAssessments } from './assess.ts';
import { conceptsTouchedBy, listConcepts, markConcepts } from './concepts.ts';
import { breachControls } from './controls.ts';
import { recordCooperation } from './cooperate.ts';
import { determineBreach, recordBreach } from './enter.ts';
import { markLine } from './mark-line.ts';
import { notifyCustomers } from './notify-customers.ts';
import { directDelay, reportBreach } from './report.ts';
import { listBreaches, showBreach } from './show.ts';
import { askToWrite, writeToCustomers } from './write-to-customers.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let carla: Staff;
let lena: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-11-20T15:00:00Z') });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-11-20T15:00:00Z') });
  carla = await prairie.person('Carla Byrne', 'compliance');
  lena = await lakes.person('Lena Fox', 'compliance');
});
afterAll(() => home.close());

const found: z.input<typeof recordBreach.takes> = {
  discoveredAt: '2026-11-19T09:00:00-06:00',
  intentional: 'yes',
  cpni: ['call-detail'],
  customers: 40,
  circumstances: 'A clerk sold call lists of forty customers.',
};

const determined: Omit<z.input<typeof determineBreach.takes>, 'breachId'> = {
  determinedOn: '2026-11-20',
  intentional: 'yes',
  cpni: ['call-detail'],
  customers: 40,
};
const plainReport = { reference: 'DOJ-2026-4711', urgentHarm: null, consulted: null } as const;

/** A breach found and determined on Friday, November 20, 2026. */
const breachOf = async (carrier: TestCarrier, who: Staff): Promise<string> => {
  await carrier.at('2026-11-20T15:00:00Z');
  const { id } = await carrier.run(who, recordBreach, found);
  await carrier.run(who, determineBreach, { breachId: id, ...determined });
  return id;
};

const tell = (carrier: TestCarrier, who: Staff, breachId: string, notifiedAt: string) =>
  carrier.run(who, notifyCustomers, { breachId, notifiedAt, customers: 40 });

const status = (carrier: TestCarrier, control: string) =>
  carrier.look(async (ctx) => {
    const known = breachControls.find(({ id }) => id === control);
    return (await known?.check(ctx, yearPeriod(ctx, 2026)))?.status;
  });

describe('A breach determined on Friday, November 20, 2026', () => {
  it('is reported by December 2; reported that day, customers may be told on December 12 and not before', async () => {
    const breachId = await breachOf(prairie, carla);
    const before = await prairie.run(carla, showBreach, { breachId });
    expect([before.state, before.duties?.report.cite]).toEqual(['report-due', '47 CFR 64.2011(b)']);
    expect(before.reportDue).toMatchObject({ due: '2026-12-02', promisedDue: null });
    expect(before.customersFrom).toBeNull();
    await expect(tell(prairie, carla, breachId, '2026-11-20T15:00:00Z')).rejects.toThrow(/before law enforcement/);

    await prairie.at('2026-12-03T15:00:00Z');
    expect((await prairie.run(carla, showBreach, { breachId })).state).toBe('report-late');
    await prairie.at('2026-12-02T15:00:00Z');
    const reported = await prairie.run(carla, reportBreach, {
      breachId,
      reportedAt: '2026-12-02T08:00:00-06:00',
      ...plainReport,
    });
    expect([reported.state, reported.customersFrom?.due]).toEqual(['held', '2026-12-12']);

    await prairie.at('2026-12-13T15:00:00Z');
    expect((await prairie.run(carla, showBreach, { breachId })).state).toBe('may-tell');
    await expect(tell(prairie, carla, breachId, '2026-12-11T23:30:00-06:00')).rejects.toThrow(/from 2026-12-12/);
    const told = await tell(prairie, carla, breachId, '2026-12-12T00:00:00-06:00');
    expect([told.state, told.customersNotified]).toEqual(['told', 40]);
    expect(await status(prairie, 'breach-reports')).toBe('kept');
    expect(await status(prairie, 'breach-holds')).toBe('kept');
    await expect(tell(prairie, carla, breachId, '2026-12-13T00:00:00-06:00')).rejects.toThrow(/told already/);
  });

  it('waits longer while an agency directs it in writing, and no longer once it releases', async () => {
    const summit = await home.carrier({ clock: Date.parse('2026-11-20T15:00:00Z') });
    const sue = await summit.person('Sue Park', 'compliance');
    const breachId = await breachOf(summit, sue);
    await summit.run(sue, reportBreach, { breachId, reportedAt: '2026-11-20T09:00:00-06:00', ...plainReport });
    const written = { breachId, agency: 'FBI', writingHash: 'a'.repeat(64) } as const;
    const delay = { ...written, kind: 'delay', directedOn: '2026-11-20' } as const;
    await expect(summit.run(sue, directDelay, { ...delay, untilDay: '2026-12-21' })).rejects.toThrow(/30 days/);
    const delayed = await summit.run(sue, directDelay, { ...delay, untilDay: '2026-12-20' });
    expect(delayed.customersFrom).toMatchObject({ due: '2026-12-21', cite: '47 CFR 64.2011(b)(3)' });
    await summit.at('2026-12-15T15:00:00Z');
    await expect(tell(summit, sue, breachId, '2026-12-15T08:00:00-06:00')).rejects.toThrow(/from 2026-12-21/);
    const released = await summit.run(sue, directDelay, {
      ...written,
      kind: 'release',
      directedOn: '2026-12-15',
      untilDay: '2026-12-14',
    });
    expect(released.customersFrom?.due).toBe('2026-12-15');
    await tell(summit, sue, breachId, '2026-12-15T08:30:00-06:00');
  });

  it('waits for nobody when the report says that harm is immediate and the agency was consulted', async () => {
    const urgent = await home.carrier({ clock: Date.parse('2026-11-20T15:00:00Z') });
    const ursa = await urgent.person('Ursa Lane', 'officer', 'compliance');
    const breachId = await breachOf(urgent, ursa);
    const report = { breachId, reportedAt: '2026-11-20T09:00:00-06:00', reference: 'DOJ-1' };
    await expect(
      urgent.run(ursa, reportBreach, { ...report, urgentHarm: null, consulted: 'FBI Omaha' }),
    ).rejects.toThrow(/'consulted'/);
    const claim = { ...report, urgentHarm: 'A stalker holds the lists.', consulted: 'FBI Omaha' };
    await expect(urgent.run(ursa, reportBreach, claim)).rejects.toThrow(/no assessment on record/);
    const judged = { harm: 'immediate-and-irreparable' as const, whom: 'Two women', why: 'A stalker holds the lists.' };
    await urgent.run(ursa, assessHarm, { breachId, ...judged, agency: null, consultedOn: null });
    await expect(urgent.run(ursa, reportBreach, claim)).rejects.toThrow(/the agency consulted/);
    await urgent.run(ursa, assessHarm, { breachId, ...judged, agency: 'FBI Omaha', consultedOn: '2026-11-20' });
    await urgent.run(ursa, reportBreach, {
      ...report,
      urgentHarm: 'A stalker holds the lists.',
      consulted: 'FBI Omaha',
    });
    await tell(urgent, ursa, breachId, '2026-11-20T09:00:00-06:00');
    expect(await status(urgent, 'breach-urgent')).toBe('kept');
    const { items } = await urgent.run(ursa, listAssessments, { breachId });
    expect(items.map(({ agency }) => agency)).toEqual(['FBI Omaha', null]);
    const reported = await urgent.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'breach.reported').executeTakeFirstOrThrow(),
    );
    const { salt } = await urgent.look((ctx) => ctx.tx.selectFrom('breach').select('salt').executeTakeFirstOrThrow());
    expect(reported.body).not.toMatch(/stalker/);
    expect(reported.body).toContain(sealed(salt, 'A stalker holds the lists.'));
  });

  it('waits where the report claims urgent harm and nobody was consulted, until somebody is', async () => {
    const late = await home.carrier({ clock: Date.parse('2026-11-20T15:00:00Z') });
    const lou = await late.person('Lou Marsh', 'officer', 'compliance');
    const breachId = await breachOf(late, lou);
    const judged = { harm: 'immediate-and-irreparable' as const, whom: 'Two women', why: 'A stalker holds the lists.' };
    const { pending: unknown } = await late.run(lou, showBreach, { breachId });
    await late.run(lou, assessHarm, { breachId, ...judged, harm: 'not-likely', agency: null, consultedOn: null });
    const { pending: harmless } = await late.run(lou, showBreach, { breachId });
    expect([unknown?.customersDue, harmless?.customersDue]).toEqual(['2026-12-20', null]);
    const wrong = { ...judged, harm: 'likely' as const, agency: 'FBI Omaha', consultedOn: '2026-11-20' };
    await expect(late.run(lou, assessHarm, { breachId, ...wrong })).rejects.toThrow(/nobody is consulted/);
    await late.run(lou, assessHarm, { breachId, ...judged, agency: null, consultedOn: null });
    const reported = { breachId, reportedAt: '2026-11-20T09:00:00-06:00', reference: 'DOJ-2' };
    await late.run(lou, reportBreach, { ...reported, urgentHarm: 'A stalker holds the lists.', consulted: null });
    await expect(tell(late, lou, breachId, '2026-11-20T09:00:00-06:00')).rejects.toThrow(/told from 2026-12-03/);
    await late.run(lou, assessHarm, { breachId, ...judged, agency: 'FBI Omaha', consultedOn: '2026-11-20' });
    await tell(late, lou, breachId, '2026-11-20T09:00:00-06:00');
    const rows = await late.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'breach.harm-assessed').execute(),
    );
    expect(rows.map(({ body }) => body).join()).not.toMatch(/stalker|women/);
  });
});

describe('A carrier that promised seven days', () => {
  it('sees its own earlier date beside that of the rule, and breaks its promise on the eighth day', async () => {
    const vow = await home.carrier({ clock: Date.parse('2026-01-05T15:00:00Z') });
    const vic = await vow.person('Vic Reyes', 'compliance');
    const { id: filingId } = await vow.run(vic, importPromises, {
      name: 'Statement of 2025',
      text: 'If a disclosure occurs, Vow shall provide notification of the breach within seven (7) days to the FBI.',
    });
    await vow.run(vic, adoptPromises, { filingId, from: '2026-01-05' });
    const breachId = await breachOf(vow, vic);
    expect((await vow.run(vic, showBreach, { breachId })).reportDue).toMatchObject({
      due: '2026-12-02',
      promisedDue: '2026-11-27',
    });
    await vow.at('2026-11-27T15:00:00Z');
    expect(await status(vow, 'breach-reports')).toBe('untested');
    await vow.at('2026-11-28T15:00:00Z');
    expect(await status(vow, 'breach-reports')).toBe('not kept');
  });
});

describe('A slip that nobody intended', () => {
  it('is on record, but is no breach of the rule in force: no report is due and customers may be told at once', async () => {
    await lakes.at('2026-11-20T15:00:00Z');
    const { id } = await lakes.run(lena, recordBreach, { ...found, intentional: 'no' });
    const slip = await lakes.run(lena, determineBreach, { breachId: id, ...determined, intentional: 'no' });
    expect([slip.state, slip.reportDue, slip.customersFrom]).toEqual(['may-tell', null, null]);
    await tell(lakes, lena, id, '2026-11-20T09:00:00-06:00');
    expect(await status(lakes, 'breach-records')).toBe('untested');
  });
});

describe('Who may know of a breach', () => {
  it('is neither another carrier nor marketing; and a machine neither determines nor reports', async () => {
    const breachId = await breachOf(prairie, carla);
    await expect(lakes.run(lena, showBreach, { breachId })).rejects.toThrow(/no such breach/);
    expect((await lakes.run(lena, listBreaches, {})).items.map(({ id }) => id)).not.toContain(breachId);
    const mark = await prairie.person('Mark Bell', 'marketing');
    await expect(prairie.run(mark, listBreaches, {})).rejects.toThrow(/one of the roles/);
    const robot = prairie.machine('siem', 'compliance');
    await expect(prairie.run(robot, determineBreach, { breachId, ...determined })).rejects.toThrow(/person/);
  });

  it('leaves no circumstances in evidence', async () => {
    const rows = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', 'like', 'breach.%').execute(),
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map(({ body }) => body).join()).not.toMatch(/clerk/);
  });
});

describe('A report', () => {
  it('needs determination first, and is never dated before discovery or tomorrow', async () => {
    await prairie.at('2026-11-20T15:00:00Z');
    const { id: breachId } = await prairie.run(carla, recordBreach, found);
    const report = { breachId, reportedAt: '2026-11-20T09:00:00-06:00', ...plainReport };
    await expect(prairie.run(carla, reportBreach, report)).rejects.toThrow(/not determined/);
    await expect(
      prairie.run(carla, determineBreach, { breachId, ...determined, determinedOn: '2026-11-18' }),
    ).rejects.toThrow(/before the discovery/);
    await prairie.run(carla, determineBreach, { breachId, ...determined });
    await expect(
      prairie.run(carla, reportBreach, { ...report, reportedAt: '2026-11-21T09:00:00-06:00' }),
    ).rejects.toThrow(/future/);
    await expect(
      prairie.run(carla, reportBreach, { ...report, reportedAt: '2026-11-18T09:00:00-06:00' }),
    ).rejects.toThrow(/before the discovery/);
  });
});

describe('A message to customers about a breach', () => {
  const message = { textHash: 'e'.repeat(64), customers: 40 };

  it('is refused until the hold is over: on December 11 at 23:59 Central, not on December 12', async () => {
    const breachId = await breachOf(prairie, carla);
    await expect(prairie.run(carla, writeToCustomers, { breachId, ...message })).rejects.toMatchObject({
      facts: { cite: '47 CFR 64.2011(a)' },
    });
    await prairie.at('2026-12-02T15:00:00Z');
    await prairie.run(carla, reportBreach, { breachId, reportedAt: '2026-12-02T08:00:00-06:00', ...plainReport });
    await prairie.at('2026-12-12T05:59:00Z');
    expect(await prairie.run(carla, askToWrite, { breachId })).toMatchObject({
      may: 'no',
      cite: '47 CFR 64.2011(b)(1)',
    });
    await expect(prairie.run(carla, writeToCustomers, { breachId, ...message })).rejects.toThrow(/from 2026-12-12/);
    await prairie.at('2026-12-12T06:00:00Z');
    expect(await prairie.run(carla, askToWrite, { breachId })).toMatchObject({ may: 'yes', ground: 'after-hold' });
    expect((await prairie.run(carla, writeToCustomers, { breachId, ...message })).ground).toBe('after-hold');
    const nils = { breachId, ...message };
    await expect(prairie.run(prairie.machine('mailer', 'compliance'), writeToCustomers, nils)).rejects.toThrow(
      /person/,
    );
    await expect(lakes.run(lena, writeToCustomers, nils)).rejects.toThrow(/no such breach/);
  });

  it('is refused by the database itself, whoever goes round the operation', async () => {
    const breachId = await breachOf(prairie, carla);
    const insert = () =>
      prairie.look((ctx) =>
        ctx.tx
          .insertInto('breachMessage')
          .values({ id: ctx.id(), breachId, ...message, releasedAt: ctx.at, releasedBy: null, ground: 'after-hold' })
          .execute(),
      );
    await expect(insert()).rejects.toThrow(/before law enforcement/);
    await prairie.run(carla, reportBreach, { breachId, reportedAt: '2026-11-20T09:00:00-06:00', ...plainReport });
    await prairie.at('2026-11-28T15:00:00Z');
    await expect(insert()).rejects.toThrow(/hold of seven business days/);
    const written = { breachId, agency: 'FBI', writingHash: 'a'.repeat(64) } as const;
    await prairie.run(carla, directDelay, {
      ...written,
      kind: 'delay',
      directedOn: '2026-11-28',
      untilDay: '2026-12-20',
    });
    await prairie.at('2026-12-20T15:00:00Z');
    await expect(insert()).rejects.toThrow(/agency directs/);
    await prairie.at('2026-12-21T15:00:00Z');
    await insert();
  });
});

describe('The text that is adopted and not in force', () => {
  it('stands beside the clocks in force, says so, and moves neither', async () => {
    const breachId = await breachOf(prairie, carla);
    const shown = await prairie.run(carla, showBreach, { breachId });
    expect(shown.pending).toMatchObject({
      notInForce: true,
      version: 'BRK-2024-PENDING',
      reportTo: ['FCC', 'USSS', 'FBI'],
      reportDue: '2026-12-02',
      customersDue: '2026-12-20',
    });
    expect(shown.customersFrom).toBeNull();
  });
});

describe('What a breach touches', () => {
  it('is chosen from the catalogue, may be taken back, and is another carrier’s business not at all', async () => {
    const breachId = await breachOf(prairie, carla);
    const { items } = await prairie.run(carla, listConcepts, { breachId });
    expect(items.length).toBeGreaterThan(40);
    const mark = (concept: string, effect: 'contradicts' | 'partly' | 'none') =>
      prairie.run(carla, markConcepts, { breachId, concepts: [{ concept, effect }] });
    await mark('P3', 'contradicts');
    expect((await mark('P29', 'partly')).items).toHaveLength(2);
    expect((await mark('P3', 'none')).items).toEqual([{ concept: 'P29', effect: 'partly' }]);
    await expect(mark('P999', 'partly')).rejects.toThrow(/P999/);
    await expect(
      lakes.run(lena, markConcepts, { breachId, concepts: [{ concept: 'P3', effect: 'partly' }] }),
    ).rejects.toThrow(/no such breach/);
    expect(await lakes.look((ctx) => conceptsTouchedBy(ctx, [breachId]))).toEqual([]);
  });

  it('and what was done for an agency leaves no words of it in evidence', async () => {
    const breachId = await breachOf(prairie, carla);
    const done = { breachId, agency: 'FBI', happenedOn: '2026-11-20', what: 'Handed over the access log.' };
    expect((await prairie.run(carla, recordCooperation, done)).agency).toBe('FBI');
    await expect(prairie.run(carla, recordCooperation, { ...done, happenedOn: '2026-11-21' })).rejects.toThrow(
      /future/,
    );
    const mia = await prairie.person('Mia Bell', 'marketing');
    await expect(prairie.run(mia, recordCooperation, done)).rejects.toThrow(/one of the roles/);
    const { body } = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'breach.cooperated').executeTakeFirstOrThrow(),
    );
    expect(body).not.toMatch(/access log/);
  });
});

describe('The lines of a breach', () => {
  it('are known or assumed as a person says, neither where nobody did; a line that is changed has no mark', async () => {
    const breachId = await breachOf(prairie, carla);
    const mark = (line: 'customers' | 'cpni', as: 'fact' | 'assumption') =>
      prairie.run(carla, markLine, { breachId, line, as });
    await mark('cpni', 'fact');
    expect(await mark('customers', 'assumption')).toMatchObject({ knownLines: ['cpni'], assumedLines: ['customers'] });
    expect(await mark('customers', 'fact')).toMatchObject({ knownLines: ['cpni', 'customers'], assumedLines: [] });
    const more = await prairie.run(carla, determineBreach, { breachId, ...determined, customers: 41 });
    expect(more).toMatchObject({ knownLines: ['cpni'], assumedLines: [] });
    await expect(lakes.run(lena, markLine, { breachId, line: 'cpni', as: 'fact' })).rejects.toMatchObject({
      type: 'not-found',
    });
  });
});

describe('Two managers at once', () => {
  it('report a breach once: the second is told that it was reported', async () => {
    const breachId = await breachOf(prairie, carla);
    const other = await prairie.person('Nora Ames', 'compliance');
    const sent = { breachId, reportedAt: '2026-11-20T15:00:00Z', ...plainReport };
    const both = await Promise.allSettled([
      prairie.run(carla, reportBreach, { ...sent, reference: 'A-1' }),
      prairie.run(other, reportBreach, { ...sent, reference: 'B-2' }),
    ]);
    const refused = both.filter(({ status: outcome }) => outcome === 'rejected');
    expect(refused).toMatchObject([{ reason: { type: 'wrong-state' } }]);
    const evidence = await prairie.look((ctx) =>
      ctx.tx
        .selectFrom('ledgerEntry')
        .select('id')
        .where('kind', '=', 'breach.reported')
        .where('subject', '=', `breach:${breachId}`)
        .execute(),
    );
    expect(evidence).toHaveLength(1);
  });

  it('say different things of different lines, and neither is lost', async () => {
    const breachId = await breachOf(prairie, carla);
    const other = await prairie.person('Nora Webb', 'officer');
    await Promise.all([
      prairie.run(carla, markLine, { breachId, line: 'cpni', as: 'fact' }),
      prairie.run(other, markLine, { breachId, line: 'customers', as: 'assumption' }),
    ]);
    const shown = await prairie.run(carla, showBreach, { breachId });
    expect(shown).toMatchObject({ knownLines: ['cpni'], assumedLines: ['customers'] });
  });
});
