import { z } from 'zod';
import { dateAt, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, sha256Hex, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { publishCourse } from '../courses.ts';
import { chapters } from './chapters.ts';
import { contentHash, draw, minutes, passScore, scoreOf, title, version } from './draw.ts';

const law = ['47 CFR 64.2009(b)'];
const triesOfDay = 3;

export const publishBuiltIn = operation({
  http: 'POST /v1/courses:publish-built-in',
  says: 'Publish the built-in CPNI course in the version this program holds; from then on the staff owes it',
  law,
  may: ['people', 'compliance'],
  by: 'person',
  takes: z.strictObject({}),
  gives: publishCourse.gives,
  run: (ctx: Ctx) => publishCourse.run(ctx, { title, version, hash: contentHash, passScore, minutes }),
});

const builtIn = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('course')
    .select('id')
    .where('title', '=', title)
    .where('hash', '=', contentHash)
    .executeTakeFirst();

const asked = z.strictObject({ id: z.string(), asks: z.string(), options: z.array(z.string()) });

export const startCourse = operation({
  http: 'POST /v1/courses:start',
  says: 'Take the built-in course yourself: its chapters, and twelve questions without their answers; three tries a day',
  law,
  may: everyone,
  by: 'person',
  takes: z.strictObject({}),
  gives: z.strictObject({
    attemptId: id,
    tryOfDay: z.int(),
    passScore: z.int(),
    version: z.string(),
    hash: sha256Hex,
    chapters: z.array(z.strictObject({ title: z.string(), text: z.string() })),
    questions: z.array(asked),
  }),
  async run(ctx: Ctx) {
    const personId = ctx.actor.id ?? refuse('person-needed', 'A person takes the course himself.', 'Sign in.');
    const course = await builtIn(ctx);
    if (course === undefined)
      return refuse(
        'wrong-state',
        'The built-in course is not published here.',
        'Ask people or compliance to publish it.',
      );
    const day = dateAt(ctx, ctx.at);
    const earlier = await ctx.tx
      .selectFrom('courseAttempt')
      .select('id')
      .where('courseId', '=', course.id)
      .where('personId', '=', personId)
      .where('day', '=', day)
      .execute();
    const tryOfDay = earlier.length + 1;
    if (tryOfDay > triesOfDay)
      refuse('too-many', 'Three tries were made today.', 'Read the chapters again and try tomorrow.');
    const seed = ctx.salt();
    const attemptId = ctx.id();
    const who = { courseId: course.id, personId, personName: ctx.actor.name };
    const open = { submittedAt: null, score: null, passed: null };
    const added = await ctx.tx
      .insertInto('courseAttempt')
      .values({ id: attemptId, ...who, day, tryOfDay, seed, startedAt: ctx.at, ...open })
      .onConflict((conflict) => conflict.columns(['carrierId', 'courseId', 'personId', 'day', 'tryOfDay']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) refuse('changed-meanwhile', 'Another try began at this moment.', 'Start again.');
    await record(ctx, {
      kind: 'course.started',
      subject: `person:${personId}`,
      happenedAt: ctx.at,
      facts: { attemptId, version, tryOfDay, questions: draw(seed).map((one) => one.id) },
    });
    return {
      attemptId,
      tryOfDay,
      passScore,
      version,
      hash: contentHash,
      chapters: [...chapters],
      questions: draw(seed).map((one) => ({ ...one, options: [...one.options] })),
    };
  },
});

/** The system records what a person passed himself, once a day: nobody stands behind the entry but the program. */
const complete = async (
  ctx: Ctx,
  attempt: { readonly courseId: string; readonly personId: string; readonly personName: string },
  score: number,
): Promise<void> => {
  const completedOn = dateAt(ctx, ctx.at);
  const added = await ctx.tx
    .insertInto('completion')
    .values({ id: ctx.id(), ...attempt, completedOn, score, passed: true, recordedBy: null, recordedAt: ctx.at })
    .onConflict((conflict) => conflict.columns(['carrierId', 'courseId', 'personId', 'completedOn']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return;
  await record(ctx, {
    kind: 'training.completed',
    subject: `person:${attempt.personId}`,
    happenedAt: ctx.at,
    facts: { personName: attempt.personName, title, version, hash: contentHash, completedOn, score, passed: true },
  });
};

const ownAttempt = async (ctx: Ctx, attemptId: string) => {
  const row = await ctx.tx
    .selectFrom('courseAttempt')
    .innerJoin('course', (join) => join.onRef('course.id', '=', 'courseAttempt.courseId'))
    .select(['courseAttempt.courseId', 'personId', 'personName', 'day', 'seed', 'submittedAt', 'course.hash'])
    .where('courseAttempt.id', '=', attemptId)
    .forUpdate('courseAttempt')
    .executeTakeFirst();
  const attempt = found(row, 'try');
  if (attempt.personId !== ctx.actor.id)
    throw new Problem('not-allowed', {
      detail: 'It is the try of another person.',
      fix: 'Start your own.',
      cite: '47 CFR 64.2009(b)',
    });
  if (attempt.submittedAt !== null) refuse('wrong-state', 'This try is submitted.', 'Start another.');
  if (attempt.day !== dateAt(ctx, ctx.at)) refuse('wrong-state', 'This try was begun on another day.', 'Start anew.');
  if (attempt.hash !== contentHash)
    refuse('changed-meanwhile', 'The course has a newer version.', 'Publish it and start again.');
  return attempt;
};

export const submitCourse = operation({
  http: 'POST /v1/courses/attempts/{attemptId}:submit',
  says: 'Submit your answers: the score, and whether it passes; a pass is recorded as your training',
  law,
  may: everyone,
  by: 'person',
  takes: z.strictObject({
    attemptId: id,
    answers: z.array(z.strictObject({ question: z.string(), answer: z.string() })).max(50),
  }),
  gives: z.strictObject({ attemptId: id, score: z.int(), passed: z.boolean(), submittedAt: when }),
  async run(ctx: Ctx, { attemptId, answers }) {
    const { courseId, personId, personName, seed } = await ownAttempt(ctx, attemptId);
    const score = scoreOf(seed, new Map(answers.map(({ question, answer }) => [question, answer])));
    const passed = score >= passScore;
    await ctx.tx
      .updateTable('courseAttempt')
      .set({ submittedAt: ctx.at, score, passed })
      .where('id', '=', attemptId)
      .execute();
    await record(ctx, {
      kind: 'course.submitted',
      subject: `person:${personId}`,
      happenedAt: ctx.at,
      facts: { attemptId, version, score, passed },
    });
    if (passed) await complete(ctx, { courseId, personId, personName }, score);
    return { attemptId, score, passed, submittedAt: told(ctx, ctx.at) };
  },
});
