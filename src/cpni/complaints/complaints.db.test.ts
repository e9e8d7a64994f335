import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { complaintControls } from './controls.ts';
import { countComplaints } from './count.ts';
import { enterComplaint } from './enter.ts';
import { listComplaints } from './list.ts';
import { listNilReports, signNoComplaints } from './nil.ts';
import { resolveComplaint } from './resolve.ts';
import { addSource, endSource, listSources, sourceDown, sourceUp } from './sources.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let agnes: Staff;
let carla: Staff;
let omar: Staff;
let lena: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2025-01-02T15:00:00Z') });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-01-10T15:00:00Z') });
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  carla = await prairie.person('Carla Byrne', 'compliance');
  omar = await prairie.person('Omar Diaz', 'officer');
  lena = await lakes.person('Lena Fox', 'compliance');
});
afterAll(() => home.close());

const mailbox = async (carrier: TestCarrier, who: Staff, name: string, fromDay: string) =>
  (await carrier.run(who, addSource, { name, kind: 'email', feeds: ['complaints'], fromDay })).id;

describe('A complaint', () => {
  it('is recorded with category, source and date, resolved once, and counted for its year', async () => {
    const sourceId = await mailbox(prairie, carla, 'complaints mailbox', '2024-12-01');
    await prairie.at('2026-02-03T15:00:00Z');
    const entered = await prairie.run(agnes, enterComplaint, {
      sourceId,
      category: 'disclosure-to-persons-not-authorized',
      receivedOn: '2026-02-02',
      summary: 'A former husband was told which services the customer has.',
    });
    const { id } = entered;
    expect(entered.contradicts).toBeNull();
    await prairie.run(carla, resolveComplaint, {
      complaintId: id,
      disposition: 'founded',
      resolution: 'The agent was retrained.',
    });
    await expect(
      prairie.run(carla, resolveComplaint, { complaintId: id, disposition: 'unfounded', resolution: 'No.' }),
    ).rejects.toThrow(/resolved as founded/);
    const counts = await prairie.run(omar, countComplaints, { year: 2026 });
    expect(counts).toMatchObject({ total: 1, founded: 1, open: 0, nilReport: null });
    expect(counts.byCategory['disclosure-to-persons-not-authorized']).toBe(1);
    expect((await prairie.run(agnes, listComplaints, { year: 2026 })).items).toMatchObject([
      { id, disposition: 'founded' },
    ]);
    expect((await prairie.run(agnes, listComplaints, { year: 2025 })).items).toEqual([]);
  });

  it('lists its year page by page, each once', async () => {
    const sourceId = await mailbox(prairie, carla, 'page mailbox', '2026-01-01');
    for (const n of [1, 2, 3])
      await prairie.run(agnes, enterComplaint, {
        sourceId,
        category: 'other',
        receivedOn: '2026-01-15',
        summary: `Complaint ${n}`,
      });
    const first = await prairie.run(agnes, listComplaints, { year: 2026, limit: 2 });
    const rest = await prairie.run(agnes, listComplaints, { year: 2026, limit: 100, cursor: first.next ?? '' });
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(4);
    expect(rest.next).toBeNull();
  });

  it('holds no CPNI: a telephone number or e-mail address in the summary is refused', async () => {
    const sourceId = await mailbox(prairie, carla, 'strict mailbox', '2026-01-01');
    for (const summary of ['They read my calls to (515) 555-0100.', 'Walter at walter@example.org complained.'])
      await expect(
        prairie.run(agnes, enterComplaint, { sourceId, category: 'other', receivedOn: '2026-02-01', summary }),
      ).rejects.toThrow(/'summary'/);
  });

  it('cannot be received tomorrow, nor from a source that does not exist here', async () => {
    const sourceId = await mailbox(prairie, carla, 'dated mailbox', '2026-01-01');
    const complaint = { category: 'other', summary: 'Somebody knew too much.' } as const;
    await expect(
      prairie.run(agnes, enterComplaint, { ...complaint, sourceId, receivedOn: '2026-02-04' }),
    ).rejects.toThrow(/'receivedOn' lies in the future/);
    await expect(lakes.run(lena, enterComplaint, { ...complaint, sourceId, receivedOn: '2026-01-02' })).rejects.toThrow(
      /no such source/,
    );
  });

  it('leaves no summary in evidence, and another carrier sees nothing of it', async () => {
    const bodies = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', 'like', 'complaint.%').execute(),
    );
    expect(bodies.length).toBeGreaterThan(1);
    expect(bodies.map(({ body }) => body).join()).not.toMatch(/husband|retrained/);
    expect((await lakes.run(lena, listComplaints, { year: 2026 })).items).toEqual([]);
    expect((await lakes.run(lena, listSources, {})).items).toEqual([]);
  });

  it('is no business of marketing, and a machine resolves none', async () => {
    const mark = await prairie.person('Mark Bell', 'marketing');
    await expect(prairie.run(mark, listComplaints, { year: 2026 })).rejects.toThrow(/one of the roles/);
    const robot = prairie.machine('mail reader', 'compliance');
    const answer = { complaintId: prairie.id, disposition: 'unfounded', resolution: 'spam' } as const;
    await expect(prairie.run(robot, resolveComplaint, answer)).rejects.toThrow(/need a person/);
  });
});

describe('A nil report', () => {
  it('is signed for an ended year, names its sources, and says three days without the mailbox', async () => {
    const harbor = await home.carrier({ clock: Date.parse('2025-01-01T15:00:00Z') });
    const hana = await harbor.person('Hana Cole', 'compliance');
    const sourceId = await mailbox(harbor, hana, 'mailbox import', '2025-01-01');
    await harbor.at('2025-07-01T15:00:00Z');
    await expect(harbor.run(hana, signNoComplaints, { year: 2025, password: hana.password })).rejects.toThrow(
      /2025 is not over/,
    );
    await harbor.run(hana, sourceDown, { sourceId, from: '2025-06-28T15:00:00Z', why: 'password expired' });
    await harbor.run(hana, sourceUp, { sourceId, until: '2025-07-01T15:00:00Z' });
    await harbor.at('2026-01-05T15:00:00Z');
    const signed = await harbor.run(hana, signNoComplaints, { year: 2025, password: hana.password });
    expect(signed).toMatchObject({
      signer: 'Hana Cole',
      complete: false,
      holes: ['incomplete: 3 days without mailbox import'],
      sources: [{ name: 'mailbox import', from: '2025-01-01', until: '2025-12-31', outages: 1 }],
    });
    const [control] = complaintControls;
    expect(await harbor.look((ctx) => control?.check(ctx, yearPeriod(ctx, 2025)) ?? Promise.reject())).toMatchObject({
      status: 'untested',
      because: 'incomplete: 3 days without mailbox import',
    });
  });

  it('without holes keeps the promise of no complaints; a late complaint breaks it', async () => {
    const ridge = await home.carrier({ clock: Date.parse('2026-01-05T15:00:00Z') });
    const rita = await ridge.person('Rita Hall', 'compliance');
    const sourceId = await mailbox(ridge, rita, 'mailbox', '2024-06-01');
    const check = () =>
      ridge.look(async (ctx) => (await complaintControls[0]?.check(ctx, yearPeriod(ctx, 2025)))?.status);
    expect(await check()).toBe('untested');
    const signed = await ridge.run(rita, signNoComplaints, { year: 2025, password: rita.password });
    expect(signed.complete).toBe(true);
    expect(await check()).toBe('kept');
    const again = await ridge.run(rita, signNoComplaints, { year: 2025, password: rita.password });
    expect((await ridge.run(rita, listNilReports, { year: 2025 })).items.map(({ id }) => id)).toEqual([again.id]);
    const complaint = {
      sourceId,
      category: 'other',
      receivedOn: '2025-12-30',
      summary: 'Found behind a desk.',
    } as const;
    expect((await ridge.run(rita, enterComplaint, complaint)).contradicts).toBe(again.id);
    expect(await check()).toBe('not kept');
    await expect(ridge.run(rita, signNoComplaints, { year: 2025, password: rita.password })).rejects.toThrow(
      /holds 1 for 2025/,
    );
  });

  it('needs a named source, the password again, and a person of compliance or an officer', async () => {
    const omars = { year: 2025, password: omar.password };
    await expect(lakes.run(lena, signNoComplaints, { year: 2025, password: lena.password })).rejects.toThrow(
      /No intake source/,
    );
    await expect(prairie.run(omar, signNoComplaints, { ...omars, password: 'guess' })).rejects.toThrow(/do not match/);
    await expect(prairie.run(agnes, signNoComplaints, { year: 2025, password: agnes.password })).rejects.toThrow(
      /one of the roles/,
    );
    await expect(prairie.run(prairie.machine('filer', 'officer'), signNoComplaints, omars)).rejects.toThrow(/person/);
  });

  it('cannot be written by going round the operation while the register holds a complaint', async () => {
    await expect(
      prairie.look((ctx) =>
        ctx.tx
          .insertInto('nilReport')
          .values({
            id: ctx.id(),
            register: 'complaints',
            year: 2026,
            signerId: omar.id,
            signerName: omar.name,
            signedAt: ctx.at,
            sources: sql`'[]'::jsonb`,
            holes: [],
            supersededAt: null,
          })
          .execute(),
      ),
    ).rejects.toThrow(/not empty/);
  });
});

describe('A source', () => {
  it('is down once at a time, and ends on a day that has come', async () => {
    const sourceId = await mailbox(prairie, carla, 'ended mailbox', '2026-01-01');
    await prairie.run(carla, sourceDown, { sourceId, from: '2026-01-10T00:00:00Z', why: 'server moved' });
    await expect(
      prairie.run(carla, sourceDown, { sourceId, from: '2026-01-11T00:00:00Z', why: 'again' }),
    ).rejects.toThrow(/down already/);
    await expect(prairie.run(carla, sourceUp, { sourceId, until: '2026-01-09T00:00:00Z' })).rejects.toThrow(/before/);
    await expect(prairie.run(carla, endSource, { sourceId, untilDay: '2027-01-01' })).rejects.toThrow(/between/);
    expect((await prairie.run(carla, endSource, { sourceId, untilDay: '2026-02-01' })).untilDay).toBe('2026-02-01');
  });
});
