import { dateAt, startOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { dayOfDate } from '../../kernel/time.ts';
import { refuseUse } from '../approvals/choose.ts';
import type { CsvRow } from '../customers/import/csv.ts';
import { firstExcluding } from '../uses/screen.ts';
import { type CampaignReturnKind, campaignReturnKind } from './record.ts';

/** The columns of a file, in this order. */
export const columns = ['account', 'kind', 'on'] as const;

/** Why a line was not taken. It says nothing of what stood in it. */
export type RefusedLine = { readonly line: number; readonly field: string; readonly reason: string };
type Read = {
  readonly line: number;
  readonly account: string;
  readonly kind: CampaignReturnKind;
  readonly on: string;
};

/** A line of the file as it reads by itself. */
export const readRow = (row: CsvRow, today: string): Read | RefusedLine => {
  const { line } = row;
  if (row.cells === null) return { line, field: 'line', reason: row.broken };
  const [account = '', kind = '', on = ''] = row.cells.map((cell) => cell.trim());
  if (row.cells.length !== columns.length)
    return { line, field: 'line', reason: `it has ${row.cells.length} cells, not ${columns.length}` };
  if (account === '') return { line, field: 'account', reason: 'it is empty' };
  const known = campaignReturnKind.safeParse(kind);
  if (!known.success) return { line, field: 'kind', reason: `it is none of ${campaignReturnKind.options.join(', ')}` };
  if (dayOfDate(on) === null) return { line, field: 'on', reason: 'it is no date as YYYY-MM-DD' };
  if (on > today) return { line, field: 'on', reason: 'it lies in the future' };
  return { line, account, kind: known.data, on };
};

export const isRefused = (row: Read | RefusedLine): row is RefusedLine => 'reason' in row;

type Released = { readonly customerId: string; readonly audienceId: string; readonly releasedAt: number };

type Releases = ReadonlyMap<string, readonly Released[]>;

/** Who of these accounts was released to, by account, the newest release first. */
const releasedTo = async (ctx: Ctx, campaignId: string, accounts: readonly string[]): Promise<Releases> => {
  const rows = await ctx.tx
    .selectFrom('release as r')
    .innerJoin('audienceMember as m', 'm.audienceId', 'r.audienceId')
    .innerJoin('customer as c', 'c.id', 'm.customerId')
    .select(['c.account', 'm.customerId', 'm.audienceId', 'r.releasedAt'])
    .where('r.campaignId', '=', campaignId)
    .where('c.account', 'in', accounts)
    .where('m.verdict', '<', firstExcluding)
    .where((eb) => eb.or([eb('m.leftAt', 'is', null), eb('m.leftAt', '>', eb.ref('r.releasedAt'))]))
    .orderBy('r.releasedAt', 'desc')
    .execute();
  const byAccount = new Map<string, Released[]>();
  for (const { account, ...release } of rows) byAccount.set(account, [...(byAccount.get(account) ?? []), release]);
  return byAccount;
};

/**
 * Who said no to what was sent says no to all use of his CPNI: an unwanted no harms nobody. It counts from the beginning of the day that was
 * noted, and never from before he was sent what it answers.
 */
const saysNo = (ctx: Ctx, { customerId, releasedAt }: Released, on: string) =>
  refuseUse.run(ctx, {
    ...{ customerId, method: 'campaign-stop', covers: null },
    at: new Date(Math.max(startOf(ctx, on), releasedAt)).toISOString(),
  });

export type Written = RefusedLine | { readonly line: number; readonly outcome: 'recorded' | 'known' };

const writeOne = async (ctx: Ctx, row: Read, releases: readonly Released[]): Promise<Written> => {
  const { line, kind, on } = row;
  if (releases.length === 0)
    return { line, field: 'account', reason: 'nobody of this account was released to in this campaign' };
  const release = releases.find(({ releasedAt }) => dateAt(ctx, releasedAt) <= on);
  if (release === undefined) return { line, field: 'on', reason: 'it lies before the campaign was released to him' };
  const { audienceId, customerId } = release;
  const added = await ctx.tx
    .insertInto('campaignReturn')
    .values({ audienceId, customerId, kind, happenedOn: on, recordedAt: ctx.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('customerId')
    .executeTakeFirst();
  if (added === undefined) return { line, outcome: 'known' };
  if (kind === 'stop') await saysNo(ctx, release, on);
  return { line, outcome: 'recorded' };
};

/** Puts the returns of these lines on record, each against the newest release of its account by then; a no binds the very next decision. */
export const writeRows = async (
  ctx: Ctx,
  campaignId: string,
  rows: readonly (Read | RefusedLine)[],
): Promise<readonly Written[]> => {
  const accounts = rows.flatMap((row) => (isRefused(row) ? [] : [row.account]));
  const releases: Releases = accounts.length === 0 ? new Map() : await releasedTo(ctx, campaignId, accounts);
  const written: Written[] = [];
  for (const row of rows)
    written.push(isRefused(row) ? row : await writeOne(ctx, row, releases.get(row.account) ?? []));
  return written;
};
