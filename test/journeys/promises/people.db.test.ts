import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Clerk, type Promiser, type Promising, promising } from '../../promising.ts';

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const course = { title: 'CPNI for everybody', version: '2026', hash: hashOf('course'), passScore: 80 };

/** Petra publishes the course and enters that a person passed it; her own is entered by Carla. */
const trains = async (promiser: Promiser, petra: Clerk, courseId: string, who: Clerk, completedOn: string) => {
  const by = who.id === petra.id ? promiser.carla : petra;
  await by.call('personnel.courses.complete', { courseId, personId: who.id, completedOn, score: 90 });
};

it('P29 personnel are trained: one person missing breaks it, all trained keep it, and it lapses after twelve months', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P29', line: 50 });
  const petra = await promiser.enters('Petra Moss', 'people');
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  expect(await promiser.judged(2026, '2026-02-01')).toMatchObject({
    status: 'untested',
    because: 'no training course is on record',
  });
  const { id: courseId } = await petra.call('personnel.courses.publish', course);
  for (const who of [promiser.carla, petra]) await trains(promiser, petra, courseId, who, '2026-02-01');
  const failed = { courseId, personId: agnes.id, completedOn: '2026-02-01', score: 79 };
  expect((await petra.call('personnel.courses.complete', failed)).passed).toBe(false);
  expect(await promiser.judged(2026, '2026-02-02')).toMatchObject({
    status: 'not kept',
    counts: { staff: 3, done: 2 },
    samples: [`person:${agnes.id}`],
  });
  await trains(promiser, petra, courseId, agnes, '2026-02-02');
  expect(await promiser.judged(2026, '2026-02-03')).toMatchObject({ status: 'kept', counts: { staff: 3, done: 3 } });
  const { facts } = await promiser.evidence('training.completed', `person:${agnes.id}`);
  expect(facts).toMatchObject({ score: 90, passed: true });
  expect(await promiser.judged(2027, '2027-02-01')).toMatchObject({ status: 'kept' });
  expect(await promiser.judged(2027, '2027-02-03')).toMatchObject({ status: 'not kept' });
});

it('P30 the compliance manual is given and its reading acknowledged, by each for himself and in the newest version', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P30', line: 74 });
  const petra = await promiser.enters('Petra Moss', 'people');
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  expect(await promiser.judged(2026, '2026-02-01')).toMatchObject({ status: 'untested' });
  const first = await petra.call('personnel.manuals.publish', { title: 'Manual', version: '1', hash: hashOf('one') });
  const read = (who: Clerk, manual: typeof first) =>
    who.call('personnel.manuals.acknowledge', { manualId: manual.id, hash: manual.hash });
  await expect(
    agnes.call('personnel.manuals.acknowledge', { manualId: first.id, hash: hashOf('another') }),
  ).rejects.toMatchObject({ type: 'changed-meanwhile' });
  for (const who of [promiser.carla, petra]) await read(who, first);
  expect(await promiser.judged(2026, '2026-02-02')).toMatchObject({
    status: 'not kept',
    samples: [`person:${agnes.id}`],
  });
  await read(agnes, first);
  expect(await promiser.judged(2026, '2026-02-03')).toMatchObject({ status: 'kept', counts: { staff: 3, done: 3 } });
  const { facts } = await promiser.evidence('manual.acknowledged', `person:${agnes.id}`);
  expect(facts).toMatchObject({ hash: first.hash });
  await petra.call('personnel.manuals.publish', { title: 'Manual', version: '2', hash: hashOf('two') });
  expect(await promiser.judged(2026, '2026-02-04')).toMatchObject({ status: 'not kept', counts: { done: 0 } });
});

it('P31 employees are told through their training how greatly compliance matters: nobody enters his own', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P31', line: 111 });
  const petra = await promiser.enters('Petra Moss', 'people');
  expect(await promiser.judged(2026, '2026-02-01')).toMatchObject({ status: 'untested' });
  const { id: courseId } = await petra.call('personnel.courses.publish', course);
  expect(await promiser.judged(2026, '2026-02-02')).toMatchObject({
    status: 'not kept',
    counts: { staff: 2, done: 0 },
  });
  const own = { courseId, personId: petra.id, completedOn: '2026-02-02', score: 100 };
  await expect(petra.call('personnel.courses.complete', own)).rejects.toMatchObject({ type: 'same-person' });
  for (const who of [promiser.carla, petra]) await trains(promiser, petra, courseId, who, '2026-02-02');
  expect(await promiser.judged(2026, '2026-02-03')).toMatchObject({ status: 'kept', counts: { staff: 2, done: 2 } });
  expect((await promiser.evidence('course.published', `course:${courseId}`)).facts).toMatchObject({ version: '2026' });
  await promiser.evidence('training.completed', `person:${petra.id}`);
});

it('P32 a disciplinary process weighs gravity, repetition, guidance and intent: a case decided by them keeps it, one that waits over sixty days breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P32', line: 117 });
  const petra = await promiser.enters('Petra Moss', 'people');
  const omar = await promiser.enters('Omar Diaz', 'officer');
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  await promiser.at('2026-02-02T15:00:00Z');
  const violation = { personId: agnes.id, happenedOn: '2026-02-01', violation: 'Read out calls without a password.' };
  const { id: caseId } = await petra.call('personnel.discipline.open', violation);
  expect(await promiser.judged(2026, '2026-02-03')).toMatchObject({
    status: 'untested',
    counts: { cases: 1, decided: 0 },
  });
  const weighed = {
    severity: 'serious',
    repetition: 'first',
    guidance: 'neither',
    intent: 'negligent',
    measure: 'remedial-training',
    reason: 'The password was not asked for.',
  } as const;
  await expect(omar.call('personnel.discipline.decide', { caseId, ...weighed, reason: '' })).rejects.toMatchObject({
    type: 'invalid-input',
  });
  await omar.call('personnel.discipline.decide', { caseId, ...weighed });
  expect(await promiser.judged(2026, '2026-02-04')).toMatchObject({
    status: 'kept',
    samples: [`discipline-case:${caseId}`],
  });
  const entry = await promiser.evidence('discipline.decided', `discipline-case:${caseId}`);
  expect(entry.facts).toMatchObject({ severity: 'serious', repetition: 'first', intent: 'negligent' });
  expect(JSON.stringify(entry)).not.toContain('password');
  const second = await petra.call('personnel.discipline.open', { ...violation, violation: 'Again.' });
  expect(await promiser.judged(2026, '2026-04-05')).toMatchObject({ status: 'kept' });
  expect(await promiser.judged(2026, '2026-04-06')).toMatchObject({
    status: 'not kept',
    samples: [`discipline-case:${second.id}`],
  });
});

it('P33 team managers are responsible for the protection of CPNI, on every day: a day without one breaks it', async () => {
  const promiser = await stage.adopts({ seed: '000', promise: 'P33', line: 68 });
  const ada = await promiser.enters('Ada Minh', 'administrator');
  const sam = await promiser.enters('Sam Hale', 'supervisor');
  expect(await promiser.judged(2026, '2026-03-01')).toMatchObject({ status: 'untested' });
  const member = { personId: sam.id, name: sam.name, email: sam.email, title: 'Team manager' };
  const answers = { ...member, roles: ['supervisor' as const], cpniResponsibleFrom: '2026-01-01' };
  await ada.call('members.add', answers);
  expect(await promiser.judged(2026, '2026-03-02')).toMatchObject({ status: 'kept', counts: { managers: 1 } });
  const { facts } = await promiser.evidence('member.added', `person:${sam.id}`);
  expect(facts).toMatchObject({ cpniResponsibleFrom: '2026-01-01' });
  await promiser.at('2026-05-04T15:00:00Z');
  const { items } = await ada.call('members.list', {});
  const memberId = items.find(({ personId }) => personId === sam.id)?.id ?? '';
  await ada.call('members.end', { memberId, reason: 'left the company' });
  expect(await promiser.judged(2026, '2026-05-04')).toMatchObject({ status: 'kept' });
  expect(await promiser.judged(2026, '2026-05-06')).toMatchObject({
    status: 'not kept',
    because: expect.stringMatching(/nobody was responsible on 2026-05-0[45]/),
  });
});
