import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../test/house.ts';
import { checkPromises } from '../carriers/promises/check.ts';
import { importPromises } from '../carriers/promises/import.ts';
import { yearPeriod } from '../carriers/promises/local-time.ts';
import { addMember, endMember, listMembers } from '../carriers/staff/members.ts';
import { personnelControls } from './controls.ts';
import { completeTraining, publishCourse } from './courses.ts';
import { whoIsCurrent } from './current.ts';
import { decideCase, listCases, openCase } from './discipline.ts';
import { acknowledgeManual, listManuals, publishManual } from './manuals.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let petra: Staff;
let agnes: Staff;
let admin: Staff;
let lena: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-02T15:00:00Z') });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-01-02T15:00:00Z') });
  petra = await prairie.person('Petra Moss', 'people');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  admin = await prairie.person('Ada Minh', 'administrator');
  await prairie.person('Conrad Lowe', 'counsel');
  lena = await lakes.person('Lena Fox', 'people');
});
afterAll(() => home.close());

const status = (control: string, year: number) =>
  prairie.look(async (ctx) => {
    const found = personnelControls.find(({ id }) => id === control);
    return (await found?.check(ctx, yearPeriod(ctx, year)))?.status;
  });

const standing = async (on: string, who: Staff) =>
  (await prairie.run(petra, whoIsCurrent, { on })).items.find(({ personId }) => personId === who.id);

describe('Training', () => {
  it('is current for twelve months from the day a course was passed, for staff and not for outside counsel', async () => {
    expect(await status('training', 2026)).toBe('untested');
    const course = await prairie.run(petra, publishCourse, {
      title: 'CPNI for everybody',
      version: '2026',
      hash: 'c'.repeat(64),
      passScore: 80,
    });
    const complete = (personId: string, completedOn: string, score: number) =>
      prairie.run(prairie.machine('learning system', 'people'), completeTraining, {
        courseId: course.id,
        personId,
        completedOn,
        score,
      });
    await prairie.at('2026-02-28T15:00:00Z');
    expect((await complete(agnes.id, '2026-02-27', 79)).passed).toBe(false);
    expect((await standing('2026-02-27', agnes))?.trained).toBe(false);
    expect((await complete(agnes.id, '2026-02-28', 80)).passed).toBe(true);
    expect(await standing('2027-02-28', agnes)).toMatchObject({ trained: true, trainedOn: '2026-02-28' });
    expect((await standing('2027-03-01', agnes))?.trained).toBe(false);
    const names = (await prairie.run(petra, whoIsCurrent, {})).items.map(({ name }) => name);
    expect(names).toEqual(['Ada Minh', 'Agnes Ortiz', 'Petra Moss']);
    expect(await status('training', 2026)).toBe('not kept');
    for (const { id } of [petra, admin]) await complete(id, '2026-02-28', 95);
    expect(await status('training', 2026)).toBe('kept');
    await expect(complete(agnes.id, '2026-02-28', 90)).rejects.toThrow(/is recorded/);
    await expect(complete(agnes.id, '2026-03-01', 90)).rejects.toThrow(/future/);
  });

  it('is recorded by somebody else, with its score, for a person of this carrier', async () => {
    const { id: courseId } = await prairie.run(petra, publishCourse, {
      title: 'Breaches',
      version: '1',
      hash: 'd'.repeat(64),
      passScore: 50,
    });
    const own = { courseId, personId: petra.id, completedOn: '2026-02-01', score: 100 };
    await expect(prairie.run(petra, completeTraining, own)).rejects.toThrow(/his own training/);
    await expect(prairie.run(petra, completeTraining, { ...own, personId: agnes.id, score: null })).rejects.toThrow(
      /'score'/,
    );
    await expect(prairie.run(petra, completeTraining, { ...own, personId: lena.id })).rejects.toThrow(/no such person/);
    await expect(lakes.run(lena, completeTraining, { ...own, personId: lena.id })).rejects.toThrow(/his own/);
    await expect(prairie.run(agnes, completeTraining, own)).rejects.toThrow(/one of the roles/);
  });
});

describe('The manual', () => {
  it('is acknowledged by each person for himself, in the version and hash that is published', async () => {
    const first = await prairie.run(petra, publishManual, { title: 'CPNI manual', version: '6', hash: '6'.repeat(64) });
    await expect(prairie.run(agnes, acknowledgeManual, { manualId: first.id, hash: '7'.repeat(64) })).rejects.toThrow(
      /not the version/,
    );
    await prairie.run(agnes, acknowledgeManual, { manualId: first.id, hash: first.hash });
    await expect(prairie.run(agnes, acknowledgeManual, { manualId: first.id, hash: first.hash })).rejects.toThrow(
      /have acknowledged/,
    );
    await expect(
      prairie.run(prairie.machine('script', 'agent'), acknowledgeManual, { manualId: first.id, hash: first.hash }),
    ).rejects.toThrow(/person/);
    expect((await standing('2026-02-28', agnes))?.current).toBe(true);
    expect((await standing('2026-02-28', petra))?.acknowledged).toBe(false);
    expect(await status('acknowledgment', 2026)).toBe('not kept');
  });

  it('must be acknowledged again when a new version comes', async () => {
    await prairie.at('2026-05-01T15:00:00Z');
    const next = await prairie.run(petra, publishManual, { title: 'CPNI manual', version: '7', hash: '7'.repeat(64) });
    expect((await standing('2026-05-01', agnes))?.acknowledged).toBe(false);
    expect((await standing('2026-04-30', agnes))?.acknowledged).toBe(true);
    for (const who of [agnes, petra, admin])
      await prairie.run(who, acknowledgeManual, { manualId: next.id, hash: next.hash });
    expect(await status('acknowledgment', 2026)).toBe('kept');
    expect((await lakes.run(lena, listManuals, {})).items).toEqual([]);
    await expect(lakes.run(lena, acknowledgeManual, { manualId: next.id, hash: next.hash })).rejects.toThrow(
      /no such manual/,
    );
  });
});

describe('Discipline', () => {
  const weighed = {
    severity: 'serious',
    repetition: 'first',
    guidance: 'neither',
    intent: 'negligent',
    measure: 'remedial-training',
    reason: 'He read out call detail without a password.',
  } as const;

  it('weighs four factors, decided by another person, once', async () => {
    expect(await status('discipline', 2026)).toBe('untested');
    const violation = { personId: petra.id, happenedOn: '2026-04-30', violation: 'Left call lists on a printer.' };
    const own = await prairie.run(petra, openCase, violation);
    await expect(prairie.run(petra, decideCase, { caseId: own.id, ...weighed })).rejects.toThrow(/his own case/);
    const olga = await prairie.person('Olga Winter', 'officer');
    const decided = await prairie.run(olga, decideCase, { caseId: own.id, ...weighed });
    expect(decided).toMatchObject({ ...weighed, personName: 'Petra Moss' });
    await expect(prairie.run(olga, decideCase, { caseId: own.id, ...weighed })).rejects.toThrow(/is decided/);
    expect(await status('discipline', 2026)).toBe('kept');
  });

  it('that waits over sixty days breaks the promise', async () => {
    await prairie.run(petra, openCase, {
      personId: agnes.id,
      happenedOn: '2026-04-29',
      violation: 'Told a neighbour.',
    });
    await prairie.at('2026-06-30T15:00:00Z');
    expect(await status('discipline', 2026)).toBe('kept');
    await prairie.at('2026-06-30T15:00:01Z');
    expect(await status('discipline', 2026)).toBe('not kept');
  });

  it('is read by those who need to know, at this carrier alone, and tells evidence no story', async () => {
    await expect(prairie.run(agnes, listCases, {})).rejects.toThrow(/one of the roles/);
    expect((await prairie.run(petra, listCases, {})).items).toHaveLength(2);
    expect((await lakes.run(lena, listCases, {})).items).toEqual([]);
    const rows = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', 'like', 'discipline.%').execute(),
    );
    expect(rows).toHaveLength(3);
    expect(rows.map(({ body }) => body).join()).not.toMatch(/printer|neighbour|password/);
  });
});

describe('The responsible manager', () => {
  it('stands on every day of the year, until he leaves', async () => {
    expect(await status('responsible-managers', 2026)).toBe('untested');
    const sam = await prairie.person('Sam Hale', 'supervisor');
    const from = { personId: sam.id, name: sam.name, email: sam.email, roles: ['supervisor'], title: 'Team manager' };
    const member = (cpniResponsibleFrom: string) =>
      prairie.run(admin, addMember, { ...from, roles: ['supervisor'], cpniResponsibleFrom });
    await prairie.at('2026-07-01T15:00:00Z');
    await member('2026-02-01');
    expect(await status('responsible-managers', 2026)).toBe('not kept');
    await prairie.at('2026-07-02T15:00:00Z');
    await member('2025-12-15');
    expect(await status('responsible-managers', 2026)).toBe('kept');
    const current = (await prairie.run(admin, listMembers, {})).items.find(({ personId }) => personId === sam.id);
    await prairie.at('2026-11-01T15:00:00Z');
    await prairie.run(admin, endMember, { memberId: current?.id ?? '', reason: 'left' });
    expect(await status('responsible-managers', 2026)).toBe('not kept');
  });
});

describe('A filing that promises training, a manual and discipline', () => {
  const text = `All employees of Acme are trained as to when they are, and are not, authorized to use CPNI.
Affected employees must acknowledge that they have read and understand the training document.
Acme has a disciplinary process in place to address noncompliance.`;

  it('is untested at a carrier without records, and judged by the records of one that has them', async () => {
    const judged = async (carrier: TestCarrier) => {
      const carla = await carrier.person('Carla Byrne', 'compliance');
      const { id: filingId } = await carrier.run(carla, importPromises, { name: 'Acme 2025', text });
      const answer = await carrier.run(
        carla,
        checkPromises(personnelControls, async () => () => []),
        { filingId, year: 2026 },
      );
      return answer.promises.map(({ controls, status }) => [controls.join(), status]);
    };
    expect(await judged(lakes)).toEqual([
      ['training', 'untested'],
      ['acknowledgment', 'untested'],
      ['discipline', 'untested'],
    ]);
    expect(await judged(prairie)).toEqual([
      ['training', 'not kept'],
      ['acknowledgment', 'not kept'],
      ['discipline', 'not kept'],
    ]);
  });
});
