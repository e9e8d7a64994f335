// A file of rights to numbers, imported as over HTTP: seconds and memory, beside the same rows put bare into a table with the same
// constraint. Every second number, so that nothing joins: the worst file. Then the same file without gaps, as files are.
// Usage: numbers [--rows N], default 1,000,000.
import { type Ctx, transact, workOf } from '../src/db/context.ts';
import { checkNumbers } from '../src/robocall/numbers/check.ts';
import { numberHistory } from '../src/robocall/numbers/history.ts';
import { importNumbers } from '../src/robocall/numbers/import/import.ts';
import { asks, type Bench, bench, median, option, owner, print, serverMb, timed, watchMemory } from './bench.ts';

const rows = option('--rows', 1_000_000);
const accounts = 1000;

const loadAccounts = async (one: Bench, carrierId: string): Promise<void> => {
  const db = await owner(one, carrierId);
  await db.query(
    `insert into person (id, email, name, created_at) values (uuidv7(), 'nora@bench.example', 'Nora Field', 0) on conflict do nothing`,
  );
  await db.query(
    `insert into onboarding_case (id, applicant, opened_at) select uuidv7(), 'Account ' || n, 0 from generate_series(1, $1::int) n`,
    [accounts],
  );
  await db.query(
    `insert into onboarding_decision (id, case_id, outcome, tier, points, reason, prepared_by, decided_by, decider_name, decided_at, valid_until)
    select uuidv7(), c.id, 'approved', 'standard', 0, 'bench', p.id, p.id, p.name, 1, 9999999999999 from onboarding_case c, person p where c.carrier_id = $1`,
    [carrierId],
  );
  await db.query('begin');
  await db.query(
    `insert into account_limits (id, account_id, calls_per_second, burst, sessions, lease_seconds, reason, set_by, from_at)
    select uuidv7(), id, 5, 10, 100, null, 'bench', 'bench', 1 from onboarding_case where carrier_id = $1`,
    [carrierId],
  );
  await db.query(
    `insert into voice_account (id, name, case_id, approval_id, limits_id, caller_id_policy, when_blind, opened_at)
    select c.id, c.applicant, c.id, d.id, l.id, 'own-only', 'refuse', 1
    from onboarding_case c join onboarding_decision d on d.case_id = c.id join account_limits l on l.account_id = c.id where c.carrier_id = $1`,
    [carrierId],
  );
  await db.query('commit');
  await db.end();
};

/** Exchanges 720 to 799 of area codes from 202 on: no number that cannot exist. */
const numberOf = (line: number): string =>
  `${202 + Math.floor(line / 800_000)}${720 + (Math.floor(line / 10_000) % 80)}${String(line % 10_000).padStart(4, '0')}`;

/** The file in pieces of 64 kB or so; `step` 2 leaves a gap after each number. */
async function* file(step: number): AsyncIterable<Uint8Array> {
  const each = Math.ceil(rows / accounts);
  let text = 'account,number,basis,evidence\n';
  for (let n = 0; n < rows; n += 1) {
    text += `Account ${1 + Math.floor(n / each)},${numberOf(n * step)},assigned,order ${Math.floor(n / 1000)}\n`;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

const imported = async (one: Bench, carrierId: string, step: number): Promise<string> => {
  let last = '';
  const work = await workOf(one.connections, asks(carrierId));
  for await (const chunk of importNumbers.stream(work, { mode: 'commit' }, file(step))) last = String(chunk);
  return last;
};

const measure = async (one: Bench, what: string, step: number, bareSeconds: number): Promise<string> => {
  const carrierId = await one.carrier();
  await loadAccounts(one, carrierId);
  const own = watchMemory(() => process.memoryUsage().rss / 1_048_576);
  const server = watchMemory(() => serverMb(one));
  let summary = '';
  const seconds =
    (await timed(async () => {
      summary = await imported(one, carrierId, step);
    })) / 1000;
  const [ownMb, mb] = [own(), server()];
  if (!summary.includes(`"accepted":${rows}`)) throw new Error(summary);
  print(`numbers: ${what}, rows a second`, rows / seconds, 'rows/s', 'bare insert', rows / bareSeconds);
  print(`numbers: ${what}, whole file`, seconds, 's', 'bare insert', bareSeconds);
  print(`numbers: ${what}, most memory of this process`, ownMb, 'MB', 'database server', mb);
  return carrierId;
};

const ask = <T>(one: Bench, carrierId: string, run: (ctx: Ctx) => Promise<T>): Promise<T> =>
  transact(one.connections, asks(carrierId), run);

/** What somebody at a screen waits for among all those rights: the middle of eleven. */
const look = async (one: Bench, carrierId: string): Promise<void> => {
  const { id: accountId } = await ask(one, carrierId, (ctx) =>
    ctx.tx.selectFrom('voiceAccount').select('id').where('name', '=', 'Account 500').executeTakeFirstOrThrow(),
  );
  const half = rows / 2;
  const numbers = Array.from({ length: 1000 }, (_, i) => numberOf((half - 500 + i) * 2));
  const [checks, histories]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 11; turn += 1) {
    checks.push(await timed(() => ask(one, carrierId, (ctx) => checkNumbers.run(ctx, { accountId, numbers }))));
    histories.push(
      await timed(() =>
        ask(one, carrierId, (ctx) => numberHistory.run(ctx, { number: numberOf(half), at: undefined })),
      ),
    );
  }
  print('numbers: 1,000 numbers checked', median(checks), 'ms', 'limit of 1,000 ms', 1000);
  print('numbers: who had a number', median(histories), 'ms', 'limit of 50 ms', 50);
};

/** What the constraint alone costs: the same blocks into a bare table, in batches of the same size. */
const bare = async (one: Bench, carrierId: string): Promise<number> => {
  const db = await owner(one, carrierId);
  await db.query(`create table bare (carrier_id uuid not null default current_setting('compline.carrier')::uuid, id uuid primary key default uuidv7(),
    first_number bigint, last_number bigint, from_at bigint, until_at bigint,
    exclude using gist (carrier_range(carrier_id, carrier_id, '[]') with &&, int8range(first_number, last_number, '[]') with &&, int8range(from_at, until_at) with &&))`);
  const ms = await timed(async () => {
    for (let from = 0; from < rows; from += 5000)
      await db.query(
        'insert into bare (first_number, last_number, from_at) select 12020000000 + n * 2, 12020000000 + n * 2, 1 from generate_series($1::int, $2::int) n on conflict do nothing',
        [from, Math.min(rows, from + 5000) - 1],
      );
  });
  await db.query('drop table bare');
  await db.end();
  return ms / 1000;
};

const one = await bench(4);
try {
  const bareSeconds = await bare(one, await one.carrier());
  await look(one, await measure(one, 'every second number', 2, bareSeconds));
  await measure(one, 'without gaps', 1, bareSeconds);
} finally {
  await one.close();
}
