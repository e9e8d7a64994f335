import { z } from 'zod';
import { pastDate, told } from '../carriers/promises/local-time.ts';
import type { Ctx } from '../db/context.ts';
import { date, id, when } from '../kernel/columns.ts';
import { everyone, operation } from '../kernel/operation.ts';
import { found, refuse } from '../kernel/problem.ts';
import { record } from '../ledger/record.ts';
import { completionRow, courseRow } from './record.ts';
import { staffMember } from './staff.ts';

const law = ['47 CFR 64.2009(b)'];
const course = z.strictObject({
  ...courseRow.pick({ id: true, title: true, version: true, hash: true, passScore: true, minutes: true }).shape,
  publishedAt: when,
});
const completion = z.strictObject(
  completionRow.pick({
    id: true,
    courseId: true,
    personId: true,
    personName: true,
    completedOn: true,
    score: true,
    passed: true,
  }).shape,
);

export const publishCourse = operation({
  http: 'POST /v1/courses',
  says: 'Publish a version of a training course, bound to its content by hash; the score that passes, or none where attendance is enough, and how many minutes it takes',
  law,
  may: ['people', 'compliance'],
  by: 'person',
  takes: course.omit({ id: true, publishedAt: true }).extend({ minutes: courseRow.shape.minutes.default(null) }),
  gives: course,
  async run(ctx: Ctx, input) {
    const row = await ctx.tx
      .insertInto('course')
      .values({ id: ctx.id(), ...input, publishedAt: ctx.at })
      .onConflict((conflict) => conflict.columns(['carrierId', 'title', 'version']).doNothing())
      .returning('id')
      .executeTakeFirst();
    const { id: courseId } =
      row ??
      refuse(
        'already-exists',
        `'${input.title}' has a version ${input.version}.`,
        'Give the new content a new version.',
      );
    const { minutes: _minutes, ...facts } = input;
    await record(ctx, { kind: 'course.published', subject: `course:${courseId}`, happenedAt: ctx.at, facts });
    return { id: courseId, ...input, publishedAt: told(ctx, ctx.at) };
  },
});

export const listCourses = operation({
  http: 'GET /v1/courses',
  says: 'The training courses in their versions, newest first',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(course) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('course')
      .select(['id', 'title', 'version', 'hash', 'passScore', 'minutes', 'publishedAt'])
      .orderBy('publishedAt', 'desc')
      .execute();
    return { items: rows.map((row) => ({ ...row, publishedAt: told(ctx, row.publishedAt) })) };
  },
});

export const completeTraining = operation({
  http: 'POST /v1/courses/{courseId}/completions',
  says: 'Record that a person completed a course on a date with a score; nobody records his own',
  law,
  may: ['people', 'compliance', 'supervisor'],
  by: 'anyone',
  takes: z.strictObject({ courseId: id, personId: id, completedOn: date, score: courseRow.shape.passScore }),
  gives: completion,
  async run(ctx: Ctx, { courseId, personId, completedOn, score }) {
    if (ctx.actor.id === personId)
      refuse('same-person', 'Nobody records his own training.', 'Let a colleague or the training system record it.');
    const known = await ctx.tx
      .selectFrom('course')
      .select(['title', 'version', 'hash', 'passScore'])
      .where('id', '=', courseId)
      .executeTakeFirst();
    const { title, version, hash, passScore } = found(known, 'course');
    if (passScore !== null && score === null)
      refuse('invalid-input', `'score': '${title}' is passed from ${passScore}.`, 'Give the score.');
    const { name: personName } = await staffMember(ctx, personId);
    const passed = passScore === null || (score ?? 0) >= passScore;
    const row = { id: ctx.id(), courseId, personId, personName, completedOn, score, passed };
    pastDate(ctx, 'completedOn', completedOn);
    const added = await ctx.tx
      .insertInto('completion')
      // a machine's or the system's entry has no person behind it
      .values({ ...row, recordedBy: ctx.actor.kind === 'person' ? ctx.actor.id : null, recordedAt: ctx.at })
      .onConflict((conflict) => conflict.columns(['carrierId', 'courseId', 'personId', 'completedOn']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined)
      refuse('already-exists', 'This completion on this date is recorded.', 'A later try has a later date.');
    await record(ctx, {
      kind: 'training.completed',
      subject: `person:${personId}`,
      happenedAt: ctx.at,
      facts: { personName, title, version, hash, completedOn, score, passed },
    });
    return row;
  },
});
