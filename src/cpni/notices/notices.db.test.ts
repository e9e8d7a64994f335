import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import type { Actor } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { approve } from './approve.ts';
import { checkWords } from './check-words.ts';
import { draft } from './draft.ts';
import { formalNotice, spanishNotice } from './examples/notices.ts';
import { listNotices, showNotice } from './list.ts';

let home: TestHouse;
let prairie: TestCarrier;
let mark: Staff;
let carla: Staff;
let agnes: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  mark = await prairie.person('Mark Bell', 'marketing', 'compliance');
  carla = await prairie.person('Carla Stein', 'compliance');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
});
afterAll(() => home.close());

const problemOf = async (attempt: Promise<unknown>): Promise<Problem> => {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error;
  throw new Error(`no problem but ${String(error)}`);
};

const worded = (words: string) => ({ ...formalNotice, body: `${formalNotice.body}\n${words}` });

describe('a notice from draft to approval', () => {
  test('another person approves the very words that were drafted', async () => {
    const drafted = await prairie.run(mark, draft, formalNotice);
    expect(drafted.findings.every(({ held }) => held)).toBe(true);
    const approved = await prairie.run(carla, approve, { versionId: drafted.id, contentHash: drafted.contentHash });
    expect(approved).toMatchObject({ approver: 'Carla Stein', author: 'Mark Bell', contentHash: drafted.contentHash });
    const shown = await prairie.run(agnes, showNotice, { versionId: drafted.id });
    const right = shown.findings.find(({ item }) => item === 'right');
    expect(right?.cite).toBe('47 CFR 64.2008(c)(1)');
    expect(shown.body.slice(right?.span?.from, right?.span?.to)).toContain('you have a right');
  });

  test('who drafted it does not approve it, whatever his roles; the database says so too', async () => {
    const drafted = await prairie.run(mark, draft, worded('A second one.'));
    const problem = await problemOf(
      prairie.run(mark, approve, { versionId: drafted.id, contentHash: drafted.contentHash }),
    );
    expect(problem.type).toBe('same-person');
    const behind = prairie.look((ctx) =>
      ctx.tx
        .updateTable('noticeVersion')
        .set({ approvedBy: mark.id, approverName: 'x', approvedAt: 1, approvedHash: drafted.contentHash })
        .where('id', '=', drafted.id)
        .execute(),
    );
    await expect(behind).rejects.toThrow(/another_person_approves/);
  });

  test('a notice that lacks something is not approved, and the problem names the paragraphs', async () => {
    const body = formalNotice.body.replace('at any time', 'by mail').replace('24 hours a day, ', '');
    const drafted = await prairie.run(mark, draft, { ...formalNotice, body });
    const problem = await problemOf(
      prairie.run(carla, approve, { versionId: drafted.id, contentHash: drafted.contentHash }),
    );
    expect(problem.type).toBe('notice-incomplete');
    expect(problem.facts.detail).toContain('64.2008(c)(2) withdraw');
    expect(problem.facts.detail).toContain('64.2008(d)(3)(v) every-hour');
    expect(problem.facts.cite).toBe('47 CFR 64.2008(c)(2)');
  });

  test('a hash that is not the one of the version approves nothing', async () => {
    const drafted = await prairie.run(mark, draft, worded('A third one.'));
    const problem = await problemOf(
      prairie.run(carla, approve, { versionId: drafted.id, contentHash: 'f'.repeat(64) }),
    );
    expect(problem.type).toBe('changed-meanwhile');
  });

  test('a version never changes, not even by hand in the database', async () => {
    const drafted = await prairie.run(mark, draft, worded('A fourth one.'));
    const edit = prairie.look((ctx) =>
      sql`update notice_version set body = 'other words' where id = ${drafted.id}`.execute(ctx.tx),
    );
    await expect(edit).rejects.toThrow(/never changes/);
  });

  test('the same content is one version', async () => {
    const once = worded('A fifth one.');
    await prairie.run(mark, draft, once);
    const again = { ...once, body: once.body.replaceAll('\n', '\r\n'), channels: [...once.channels].reverse() };
    expect((await problemOf(prairie.run(carla, draft, again))).type).toBe('already-exists');
  });

  test('a translation must cover the same', async () => {
    const english = await prairie.run(mark, draft, worded('A sixth one.'));
    const narrower = { ...spanishNotice, cpni: ['billing' as const], translationOf: english.id };
    const spanish = await prairie.run(mark, draft, narrower);
    expect(spanish.groupId).toBe(english.groupId);
    expect(spanish.findings.filter(({ held }) => !held).map(({ item }) => item)).toEqual(['same-in-every-language']);
    const whole = await prairie.run(mark, draft, { ...spanishNotice, translationOf: english.id });
    expect(whole.findings.filter(({ held }) => !held)).toEqual([]);
  });
});

describe('the walls', () => {
  test('an agent reads and checks notices but drafts none; a machine approves none', async () => {
    const { complete } = await prairie.run(agnes, checkWords, spanishNotice);
    expect(complete).toBe(true);
    await expect(prairie.run(agnes, draft, formalNotice)).rejects.toThrow(/needs one of the roles/);
    const robot: Actor = prairie.machine('mailer', 'compliance');
    const drafted = await prairie.run(mark, draft, worded('A seventh one.'));
    await expect(
      prairie.run(robot, approve, { versionId: drafted.id, contentHash: drafted.contentHash }),
    ).rejects.toThrow(/need a person/);
  });

  test('another carrier sees none of it', async () => {
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
    const lena = await lakes.person('Lena Fox', 'compliance');
    const [first] = (await prairie.run(carla, listNotices, {})).items;
    expect((await lakes.run(lena, listNotices, {})).items).toEqual([]);
    await expect(lakes.run(lena, showNotice, { versionId: first?.id ?? '' })).rejects.toThrow(/no such notice version/);
  });
});
