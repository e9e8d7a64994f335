import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { whoIsCurrent } from '../current.ts';
import { questions } from './questions.ts';
import { publishBuiltIn, startCourse, submitCourse } from './take.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let petra: Staff;
let agnes: Staff;
let lena: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-02T15:00:00Z') });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-03-02T15:00:00Z') });
  petra = await prairie.person('Petra Moss', 'people');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  lena = await lakes.person('Lena Fox', 'agent');
});
afterAll(() => home.close());

const right = new Map(questions.map((question) => [question.id, question.right]));

/** Agnes takes the course and answers so many questions right. */
const take = async (who: Staff, good: number) => {
  const { attemptId, questions: asked } = await prairie.run(who, startCourse, {});
  const answers = asked
    .slice(0, good)
    .map(({ id: question }) => ({ question, answer: right.get(question) ?? 'unknown' }));
  return prairie.run(who, submitCourse, { attemptId, answers });
};

const trainedOn = async (who: Staff) =>
  (await prairie.run(petra, whoIsCurrent, {})).items.find(({ personId }) => personId === who.id)?.trainedOn;

describe('The built-in course', () => {
  it('is taken only after people published it, and only by a person', async () => {
    await expect(prairie.run(agnes, startCourse, {})).rejects.toThrow(/not published/);
    await expect(prairie.run(agnes, publishBuiltIn, {})).rejects.toThrow(/one of the roles/);
    await prairie.run(petra, publishBuiltIn, {});
    await expect(prairie.run(petra, publishBuiltIn, {})).rejects.toThrow(/has a version/);
    await expect(prairie.run(prairie.machine('script', 'agent'), startCourse, {})).rejects.toThrow(/person/);
    await expect(lakes.run(lena, startCourse, {})).rejects.toThrow(/not published/);
  });

  it('shows its questions without answers; nine of twelve fail, ten pass, and the pass is the training', async () => {
    const shown = await prairie.run(agnes, startCourse, {});
    expect(Object.keys(shown.questions[0] ?? {})).toEqual(['id', 'asks', 'options']);
    expect(shown.chapters.length).toBeGreaterThan(5);
    expect(await take(agnes, 9)).toMatchObject({ score: 75, passed: false });
    expect(await trainedOn(agnes)).toBeNull();
    expect(await take(agnes, 10)).toMatchObject({ score: 83, passed: true });
    expect(await trainedOn(agnes)).toBe('2026-03-02');
    const { recordedBy } = await prairie.look((ctx) =>
      ctx.tx.selectFrom('completion').select('recordedBy').executeTakeFirstOrThrow(),
    );
    expect(recordedBy).toBeNull();
  });

  it('allows three tries a day and begins again the next day, in the carrier’s zone', async () => {
    await prairie.at('2026-03-03T05:59:00Z');
    await expect(prairie.run(agnes, startCourse, {})).rejects.toThrow(/Three tries/);
    await prairie.at('2026-03-03T06:00:00Z');
    expect((await prairie.run(agnes, startCourse, {})).tryOfDay).toBe(1);
  });

  it('takes the answers of its own person, once, and on the day of the try', async () => {
    const { attemptId } = await prairie.run(petra, startCourse, {});
    await expect(prairie.run(agnes, submitCourse, { attemptId, answers: [] })).rejects.toThrow(/another person/);
    await expect(lakes.run(lena, submitCourse, { attemptId, answers: [] })).rejects.toThrow(/no such try/);
    expect((await prairie.run(petra, submitCourse, { attemptId, answers: [] })).score).toBe(0);
    await expect(prairie.run(petra, submitCourse, { attemptId, answers: [] })).rejects.toThrow(/is submitted/);
    const late = await prairie.run(petra, startCourse, {});
    await prairie.at('2026-03-04T06:00:00Z');
    await expect(prairie.run(petra, submitCourse, { attemptId: late.attemptId, answers: [] })).rejects.toThrow(
      /another day/,
    );
    await expect(
      prairie.look((ctx) =>
        ctx.tx.updateTable('courseAttempt').set({ score: 100 }).where('id', '=', attemptId).execute(),
      ),
    ).rejects.toThrow(/stands as it is/);
  });
});
