import { afterAll, beforeAll, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Posting, posting } from '../../../test/letters.ts';
import { listTasks } from '../../carriers/tasks/list.ts';
import { client, migrations } from '../../db/migrate.ts';
import { formalNotice, formalOnPaper, spanishOnPaper } from '../notices/examples/notices.ts';
import { decideSolicitation, listSolicitations, proposeSolicitation } from './solicitations.ts';

let home: TestHouse;
let prairie: Posting;

beforeAll(async () => {
  home = await house();
  prairie = await posting(home, await home.carrier({}));
});
afterAll(() => home.close());

test('A request in two languages, whose paper forms a migration bound behind its words, is decided; one whose words changed is not', async () => {
  const { carrier, mara, sol, versions } = prairie;
  await prairie.version(formalOnPaper, { formOf: versions.en });
  await prairie.version(spanishOnPaper, { formOf: versions.es });
  const asked = { noticeVersionId: versions.en, channel: 'email', script: 'See notice.' } as const;
  const pending = [
    await carrier.run(mara, proposeSolicitation, asked),
    await carrier.run(mara, proposeSolicitation, asked),
  ];
  const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
  const onlyEmailed = `update solicitation set words = (select jsonb_agg(w order by w ->> 'language') from jsonb_array_elements(words) w
    where w ->> 'versionId' = any ($2)) where carrier_id = $1 and verdict is null`;
  await owner.query(onlyEmailed, [carrier.id, [versions.en, versions.es]]);
  for (const { text } of migrations().filter(({ name }) => name.startsWith('0087')))
    await owner.query(text.split('-- an export asks')[0] ?? '');
  await owner.end();
  const [first, second] = pending.map(({ id: solicitationId, contentHash }) => ({
    ...{ solicitationId, contentHash, note: 'Read.' },
    verdict: 'approved' as const,
  }));
  if (first === undefined || second === undefined) throw new Error('two were proposed');
  expect(await carrier.run(sol, decideSolicitation, first)).toMatchObject({ verdict: 'approved' });
  await carrier.at('2026-06-02T15:00:00Z');
  const words = { ...formalNotice, body: `${formalNotice.body}\n\nThank you for reading this notice.` };
  await prairie.version(words, { translationOf: versions.es });
  await expect(carrier.run(sol, decideSolicitation, second)).rejects.toThrow(/Other words of this notice/);
  // what nobody may approve any more may still be put away
  const rejected = { ...second, verdict: 'rejected' as const };
  expect(await carrier.run(sol, decideSolicitation, rejected)).toMatchObject({ verdict: 'rejected' });
});

test('A proposed request waits as a task of the supervisor until his verdict, which ends it', async () => {
  const { carrier, mara, sol, versions } = prairie;
  const asked = { noticeVersionId: versions.en, channel: 'mail', script: 'Enclosed.' } as const;
  const { id: solicitationId, contentHash } = await carrier.run(mara, proposeSolicitation, asked);
  const subject = `solicitation:${solicitationId}`;
  const waiting = await carrier.run(sol, listTasks, { whose: 'mine', subject });
  expect(waiting.items).toMatchObject([{ kind: 'solicitation-proposed', role: 'supervisor', due: null }]);
  expect(waiting.items[0]?.why).toContain('Mara Quill proposes a request');
  expect((await carrier.run(mara, listTasks, { whose: 'mine', subject })).items).toEqual([]);
  const verdict = { solicitationId, contentHash, verdict: 'rejected', note: 'Too long.' } as const;
  await carrier.run(sol, decideSolicitation, verdict);
  expect((await carrier.run(sol, listTasks, { subject })).items).toEqual([]);
  const { items } = await carrier.run(sol, listTasks, { state: 'closed', subject });
  expect(items).toMatchObject([{ outcome: 'done', note: 'It was rejected.', closer: 'Sol Reyes' }]);
});

test('The list has the newest first, page by page, with how many accounts were named but none of them; another carrier has its own', async () => {
  const { carrier, mara, versions } = prairie;
  const audience = { notReachedInDays: 300, accounts: ['C-1', 'C-2'] };
  const asked = { noticeVersionId: versions.en, channel: 'mail', script: 'Enclosed.', audience } as const;
  const { id: newest } = await carrier.run(mara, proposeSolicitation, asked);
  const { items, next } = await carrier.run(mara, listSolicitations, { limit: 1 });
  expect(items).toMatchObject([
    { id: newest, channel: 'mail', kind: 'opt-out', accountsNamed: 2, notReachedInDays: 300, verdict: null },
  ]);
  expect(JSON.stringify(items)).not.toContain('C-1');
  const rest = await carrier.run(mara, listSolicitations, { cursor: next ?? '' });
  expect(rest.items.map(({ verdict }) => verdict)).toEqual(['rejected', 'rejected', 'approved', 'approved']);
  expect(rest.next).toBeNull();
  const lakes = await home.carrier({ name: 'Lakes Voice LLC', shortName: 'Lakes' });
  const lena = await lakes.person('Lena Park', 'marketing');
  expect(await lakes.run(lena, listSolicitations, {})).toEqual({ items: [], next: null });
});
