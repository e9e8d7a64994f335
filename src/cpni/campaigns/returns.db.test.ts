// What came back of a released campaign, by the file of whoever sent it out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peopled } from '../../../test/campaigning.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { olderCarrier, purgeOf, type Two, twoPersons } from '../../carriers/retention/retention.example.ts';
import { operations } from '../../operations.ts';
import { longDistance } from './campaigns.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let mara: Staff;
let sol: Staff;
let two: Two;
let crowd: readonly string[];
let campaignId = '';

const header = 'account,kind,on\n';
const give = async (mode: 'dry-run' | 'commit', rows: string): Promise<Record<string, unknown>[]> =>
  (await prairie.stream(mara, operations['campaigns.takeReturns'], { campaignId, mode }, rows))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const shown = () => prairie.run(mara, operations['campaigns.returns'], { campaignId });
const refusal = async (customerId: string) => {
  const asked = { customerId, cpni: 'call-detail', recipient: 'self', purpose: 'market' } as const;
  return (await prairie.run(mara, operations['approvals.status'], asked)).refusal;
};

beforeAll(async () => {
  home = await house();
  prairie = await olderCarrier(home);
  await prairie.at('2026-01-05T15:00:00Z');
  mara = await prairie.person('Mara Quill', 'marketing');
  sol = await prairie.person('Sol Reyes', 'supervisor', 'marketing');
  two = await twoPersons(prairie);
  crowd = await peopled(prairie, { subscribed: 0, told: 6, agreed: 0, untold: 2 });
  await prairie.at('2026-03-02T15:00:00Z');
  campaignId = (await prairie.run(mara, operations['campaigns.draft'], longDistance)).id;
  const { contentHash } = await prairie.run(mara, operations['campaigns.submit'], { campaignId });
  await prairie.run(sol, operations['campaigns.adopt'], { campaignId });
  const verdict = { campaignId, contentHash, verdict: 'approved', note: 'Read.' } as const;
  await prairie.run(sol, operations['campaigns.review'], verdict);
  await prairie.stream(mara, operations['campaigns.freeze'], { campaignId }, '');
});
afterAll(() => home.close());

describe('A file of returns', () => {
  it('is taken once the campaign went out, and has its columns', async () => {
    await expect(give('commit', `${header}C-0,bounce,2026-03-05\n`)).rejects.toThrow(/frozen/);
    await prairie.stream(sol, operations['campaigns.release'], { campaignId }, '');
    await prairie.at('2026-03-09T15:00:00Z');
    await expect(give('commit', 'C-0,bounce,2026-03-05\n')).rejects.toThrow(/does not name the columns/);
  });

  const file = [
    ...['C-0,bounce,2026-03-05', 'C-1,returned-mail,2026-03-06', 'C-2,stop,2026-03-07'],
    // who was not released to, whom nobody knows, no kind, no date, before, after, too short
    ...['C-6,bounce,2026-03-05', 'Q-9,bounce,2026-03-05', 'C-0,gone,2026-03-05', 'C-0,bounce,March 5'],
    ...['C-0,bounce,2026-03-01', 'C-0,bounce,2026-04-01', 'C-0,bounce'],
  ];

  it('may be tried: it says of each line what would become of it, and writes nothing', async () => {
    const said = await give('dry-run', `${header}${file.join('\n')}\n`);
    expect(said.at(-1)).toMatchObject({ summary: { mode: 'dry-run', rows: 10, recorded: 3, known: 0, refused: 7 } });
    expect(await shown()).toEqual({ kinds: [], files: [] });
    expect(await refusal(crowd[2] ?? '')).toBe('none');
  });

  it('is written line by line: a stop is a no that the next decision knows, and what is not taken says why', async () => {
    const said = await give('commit', `${header}${file.join('\n')}\n`);
    const refused = said.filter((line) => 'reason' in line);
    expect(refused.map(({ line, field }) => [line, field])).toEqual([
      ...[
        [5, 'account'],
        [6, 'account'],
        [7, 'kind'],
        [8, 'on'],
        [9, 'on'],
        [10, 'on'],
        [11, 'line'],
      ],
    ]);
    const { kinds, files } = await shown();
    expect(kinds.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { kind: 'bounce', count: 1 },
      { kind: 'returned-mail', count: 1 },
      { kind: 'stop', count: 1 },
    ]);
    expect(files).toMatchObject([{ rows: 10, recorded: 3, known: 0, refused: 7, takenBy: 'Mara Quill' }]);
    expect(await refusal(crowd[2] ?? '')).toBe('stands');
    expect(await refusal(crowd[0] ?? '')).toBe('none');
    const { items } = await prairie.run(sol, operations['campaigns.refusedReturns'], {
      campaignId,
      fileId: files[0]?.id ?? '',
    });
    expect(items.map(({ line }) => line)).toEqual([5, 6, 7, 8, 9, 10, 11]);
    // what stood in a line that was not taken is kept nowhere
    expect(JSON.stringify(items)).not.toMatch(/Q-9|C-6|gone|March/);
  });

  it('noted for the day of the release itself, a no counts from the release and not from before it', async () => {
    await give('commit', `${header}C-3,stop,2026-03-02\n`);
    const { at } = await prairie.look(({ tx }) =>
      tx
        .selectFrom('permissionEvent')
        .select('at')
        .where('customerId', '=', crowd[3] ?? '')
        .where('method', '=', 'campaign-stop')
        .executeTakeFirstOrThrow(),
    );
    expect(new Date(at).toISOString()).toBe('2026-03-02T15:00:00.000Z');
  });

  it('changes nothing the second time', async () => {
    const said = await give('commit', `${header}${file.join('\n')}\n`);
    expect(said.at(-1)).toMatchObject({ summary: { recorded: 0, known: 3, refused: 7 } });
    expect((await shown()).files).toHaveLength(2);
  });

  it('is on record with its counts, and names no customer there', async () => {
    const [entry] = await prairie.look(({ tx }) =>
      tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'campaign.returns-taken').orderBy('id').execute(),
    );
    expect(String(entry?.body)).toMatch(/"recorded":3/);
    expect(String(entry?.body)).not.toContain(crowd[2] ?? '');
  });

  it('of one carrier is nobody else’s', async () => {
    const lakes = await home.carrier({ name: 'Lakes Voice LLC', shortName: 'Lakes' });
    const lena = await lakes.person('Lena Park', 'marketing');
    await expect(lakes.run(lena, operations['campaigns.returns'], { campaignId })).rejects.toMatchObject({
      type: 'not-found',
    });
  });

  it('leaves counts alone once the list of the campaign is purged', async () => {
    await prairie.run(mara, operations['campaigns.close'], { campaignId });
    await prairie.at('2027-04-09T15:00:00Z');
    await purgeOf(prairie, two, 'campaigns');
    const left = await prairie.look(({ tx }) => tx.selectFrom('campaignReturn').select('kind').execute());
    expect(left).toEqual([]);
    expect((await shown()).files).toHaveLength(2);
  });
});
