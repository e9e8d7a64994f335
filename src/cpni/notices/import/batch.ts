import type { Ctx } from '../../../db/context.ts';
import { dayOfDate, parseInstant } from '../../../kernel/time.ts';
import { record } from '../../../ledger/record.ts';
import { startOfDate } from '../../customers/dates.ts';
import { deliver, factOf, type Sending, unfit, type Version } from '../deliver.ts';
import { method as methodOf } from '../record.ts';
import { type Addressed, sentTo } from '../sent-to.ts';
import type { Field, Line } from './lines.ts';

/** What every line is read against: versions by id and content hash, and the version of lines that name none. */
export type Reading = { readonly versions: ReadonlyMap<string, Version>; readonly usual: Version | null };

export type Rejected = {
  readonly line: number;
  readonly outcome: 'rejected';
  readonly reasons: readonly { readonly field: Field | 'row'; readonly reason: string }[];
};
export type Accepted = {
  readonly line: number;
  readonly outcome: 'recorded' | 'known';
  readonly deliveryId: string;
  readonly customerId: string;
  readonly emailConsent: 'given' | 'none' | 'not-needed';
};

type Wanted = {
  readonly line: number;
  readonly account: string;
  readonly sending: Omit<Sending, 'customerId' | 'contactId'> & Pick<Addressed, 'address'>;
};

const rejected = (line: number, field: Field | 'row', reason: string): Rejected => ({
  line,
  outcome: 'rejected',
  reasons: [{ field, reason }],
});

const read = (ctx: Ctx, reading: Reading, row: Line): Wanted | Rejected => {
  const { line, cells } = row;
  if (cells === null) return rejected(line, 'row', row.broken);
  const { account_number: account = '', sent = '', notice = '', reference = '', address = '' } = cells;
  const { zone } = ctx.carrier;
  const version = notice === '' ? reading.usual : reading.versions.get(notice.toLowerCase());
  const method = methodOf.safeParse((cells.method ?? '').toLowerCase());
  const sentAt = parseInstant(sent) ?? (dayOfDate(sent) === null ? null : startOfDate(zone, sent));
  if (account === '') return rejected(line, 'account_number', 'is empty');
  if (version === undefined || version === null)
    return rejected(
      line,
      'notice',
      notice === '' ? 'is empty and the request names no versionId' : 'is no notice version of this carrier',
    );
  if (!method.success) return rejected(line, 'method', `is none of ${methodOf.options.join(', ')}`);
  if (sentAt === null) return rejected(line, 'sent', 'is neither an instant with offset nor a date YYYY-MM-DD');
  if (reference.length > 200) return rejected(line, 'reference', 'is over 200 characters');
  const why = unfit(version, method.data, sentAt, zone, ctx.at);
  if (why !== null)
    return rejected(line, why.includes('method') ? 'method' : why.includes('future') ? 'sent' : 'notice', why);
  return {
    line,
    account,
    sending: {
      version,
      method: method.data,
      sentAt,
      reference: reference === '' ? null : reference,
      address: address === '' ? null : address,
    },
  };
};

// what is rejected went nowhere
const nobodys: Addressed = { customerId: '', method: 'mail', sentAt: 0, address: null };

const customersOf = async (ctx: Ctx, accounts: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (accounts.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('customer')
    .select(['id', 'account'])
    .where('account', 'in', [...new Set(accounts)])
    .execute();
  return new Map(rows.map(({ id, account }) => [account, id]));
};

/** Records a batch of lines in the caller's transaction; what comes back is in the order of the lines. */
export const writeBatch = async (
  ctx: Ctx,
  reading: Reading,
  lines: readonly Line[],
): Promise<(Accepted | Rejected)[]> => {
  const wanted = lines.map((line) => read(ctx, reading, line));
  const customers = await customersOf(
    ctx,
    wanted.flatMap((one) => ('account' in one ? [one.account] : [])),
  );
  const whose = wanted.map((one) => ('account' in one ? customers.get(one.account) : undefined));
  const addresses = await sentTo(
    ctx,
    wanted.map((one, i) =>
      'account' in one && whose[i] !== undefined ? { ...one.sending, customerId: whose[i] } : nobodys,
    ),
  );
  const sendings: Sending[] = [];
  const placed = wanted.map((one, i): Rejected | { line: number; at: number } => {
    if (!('account' in one)) return one;
    const [customerId, contactId] = [whose[i], addresses[i]];
    if (customerId === undefined) return rejected(one.line, 'account_number', 'is no customer of this carrier');
    if (contactId === undefined)
      return rejected(one.line, 'address', 'is no e-mail address that this customer has or had');
    const { address: _address, ...sending } = one.sending;
    return { line: one.line, at: sendings.push({ ...sending, customerId, contactId }) - 1 };
  });
  const delivered = await deliver(ctx, sendings);
  const fresh = delivered.filter(({ outcome }) => outcome === 'recorded');
  if (fresh.length > 0)
    await record(ctx, {
      kind: 'notices.delivered',
      subject: `deliveries:${lines[0]?.line ?? 0}-${lines.at(-1)?.line ?? 0}`,
      happenedAt: ctx.at,
      facts: { deliveries: fresh.map(factOf) },
    });
  return placed.map((one) => {
    const done = 'at' in one ? delivered[one.at] : undefined;
    if (done === undefined) return 'outcome' in one ? one : rejected(one.line, 'row', 'was not recorded');
    const { id, outcome, emailConsent, sending } = done;
    return { line: one.line, outcome, deliveryId: id, customerId: sending.customerId, emailConsent };
  });
};
