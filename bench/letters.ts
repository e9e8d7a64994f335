// Letters of one sending set as files for the printer, by the worker that serves everybody: seconds and memory, beside bare Typst on the
// same sheets and the limit of memory. Usage: letters [--letters N], default 100,000; one in ten is in Spanish.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import QRCode from 'qrcode';
import { openBatch } from '../src/cpni/letters/open.ts';
import { lettersOfPart } from '../src/cpni/letters/record.ts';
import { showBatch } from '../src/cpni/letters/show.ts';
import { formalOnPaper, spanishOnPaper } from '../src/cpni/notices/examples/notices.ts';
import type { NoticeContent } from '../src/cpni/notices/record.ts';
import { type Asking, transact } from '../src/db/context.ts';
import { workOnce } from '../src/interfaces/jobs/work.ts';
import { randomIds } from '../src/kernel/id.ts';
import type { Outside } from '../src/outside/outside.ts';
import {
  type Bench,
  bench,
  loadCustomers,
  median,
  option,
  owner,
  print,
  serverMb,
  timed,
  watchMemory,
} from './bench.ts';

const letters = option('--letters', 100_000);
const nothing = () => Promise.reject(new Error('a letter reaches nobody outside'));
const outside: Outside = {
  sendMail: nothing,
  lookUpText: nothing,
  lookUpAddresses: nothing,
  lookUpExchanges: nothing,
  fetchMail: nothing,
  visit: nothing,
  fetchCertificate: nothing,
  publicUrl: null,
};

type Loaded = { readonly runId: string; readonly asking: Asking };

const versionOf = async (db: Awaited<ReturnType<typeof owner>>, { language, body }: NoticeContent, hash: string) => {
  const id = randomIds(Date.now())();
  await db.query(
    `insert into notice_version (id, group_id, kind, language, subject, sender, body, wait_days, cpni, recipients, purposes, entities,
       channels, methods, type_points, in_use_since, content_hash, author_id, author_name, created_at, approved_by, approver_name, approved_at, approved_hash)
     values ($1, $1, 'opt-out', $2, null, null, $3, 30, '{call-detail}', '{self}', '{market}', '[]',
       '{phone,web}', '{mail}', 11, null, repeat($4, 64), null, 'bench', 1, $1, 'bench', 1, repeat($4, 64))`,
    [id, language, body, hash],
  );
  return id;
};

/** Customers with addresses, a notice in both languages, and an approved sending of which everybody waits for a letter. */
const load = async (one: Bench, carrierId: string): Promise<Loaded> => {
  const now = Date.now() - 1000;
  await loadCustomers(one, carrierId, letters);
  const db = await owner(one, carrierId);
  const makeId = randomIds(now);
  const [person, supervisor, solicitation, runId] = [makeId(), makeId(), makeId(), makeId()];
  await db.query(
    `insert into customer_contact (id, customer_id, kind, value, key, linked_day)
     select uuidv7(), id, 'postal', (row_number() over ())::text || ' Birch Lane, Des Moines, IA 50309', account, date '2025-01-01' from customer`,
  );
  await db.query(
    `insert into mail_setting (host, port, security, from_name, from_address, reply_domain, return_domain, sending_ips, dkim_domain,
       dkim_selector, choice_address, set_at, checked_at, faults)
     values ('127.0.0.1', 25, 'none', 'Bench', 'a@bench.example', 'r.bench.example', 'b.bench.example', '{192.0.2.1}', 'bench.example',
       'c1', 'https://choice.bench.example', $1::bigint, $1::bigint, '{}')`,
    [now],
  );
  const en = await versionOf(db, formalOnPaper, 'a');
  const es = await versionOf(db, spanishOnPaper, 'b');
  await db.query(
    `insert into person (id, email, name, created_at) values ($1, 'mara@bench.example', 'Mara Quill', 1), ($2, 'sol@bench.example', 'Sol Reyes', 1)`,
    [person, supervisor],
  );
  await db.query(
    `insert into solicitation (id, notice_version_id, channel, script, content_hash, requester_id, requester_name, created_at, words, audience)
     select $1, $2, 'mail', 'See notice.', repeat('c', 64), $3, 'Mara Quill', $4::bigint,
       (select jsonb_agg(jsonb_build_object('language', language, 'versionId', id, 'contentHash', content_hash) order by language)
         from notice_version),
       '{"notReachedInDays": 1, "accounts": null}'`,
    [solicitation, en, person, now],
  );
  await db.query(
    `insert into sending_run (id, group_id, solicitation_id, state, prepared_by, prepared_at, approved_by, approver_name, approved_at)
     values ($1, $2, $3, 'approved', $4, $5::bigint, $6, 'Sol Reyes', $5::bigint)`,
    [runId, en, solicitation, person, now, supervisor],
  );
  await db.query(
    `insert into message (id, run_id, customer_id, version_id, token, state, why, changed_at)
     select uuidv7(), $1, id, case language when 'es' then $3::uuid else $2::uuid end,
       translate(substr(encode(sha256(id::text::bytea), 'hex'), 1, 16), '0189', 'wxyz'), 'letter', 'bench', $4::bigint from customer`,
    [runId, en, es, now],
  );
  await db.query('analyze');
  await db.end();
  const actor = { kind: 'person', id: person, name: 'Mara Quill', roles: ['marketing'] } as const;
  return {
    runId,
    asking: {
      carrierId,
      actor,
      proof: { by: 'key' as const, password: null },
      at: Date.now(),
      id: randomIds(Date.now()),
    },
  };
};

const folder = (name: string): string => fileURLToPath(new URL(`./${name}/`, import.meta.url));

/** Milliseconds a letter in bare Typst: one file of the same sheets after the other, nothing read, kept or counted. */
const bare = async (): Promise<number> => {
  const typst = NodeCompiler.create({ workspace: folder('templates'), fontArgs: [{ fontPaths: [folder('fonts')] }] });
  const link = 'https://choice.bench.example/choice/K7QF-29XM-0TB4-';
  const sheet = async (n: number) => {
    const code = `K7QF-29XM-0TB4-${String(n).padStart(4, '0')}`;
    const qr = await QRCode.toString(link + String(n).padStart(4, '0'), { type: 'svg' });
    return {
      reference: `0-${n}`,
      addressee: [`Customer ${n}`, `${n} Birch Lane`, 'Des Moines, IA 50309'],
      code,
      link,
      qr,
    };
  };
  const times: number[] = [];
  for (let file = 0; file < Math.min(10, Math.ceil(letters / lettersOfPart)); file += 1) {
    const sheets = await Promise.all(Array.from({ length: lettersOfPart }, (_, n) => sheet(file * lettersOfPart + n)));
    const facts = {
      title: 'Bench',
      description: 'Bench',
      carrier: 'Bench Voice LLC',
      created: { year: 2026, month: 1, day: 1, hour: 0, minute: 0, second: 0 },
      demo: null,
      language: 'en',
      points: 11,
      sender: ['Bench Voice LLC', '12 Elm Street', 'Des Moines, IA 50309'],
      paragraphs: formalOnPaper.body
        .trim()
        .split(/\n\s*\n/)
        .map((text) => [text]),
      choose: 'Tell us your choice:',
      code: 'Your code:',
      qr: 'QR code',
      letters: sheets,
    };
    const took = await timed(async () => {
      const compiled = typst.compile({
        mainFilePath: `${folder('templates')}letters.typ`,
        inputs: { letters: JSON.stringify(facts) },
      });
      if (compiled.result === null) throw new Error('Typst refused the bench');
      typst.pdf(compiled.result, { pdfStandard: 'ua-1' });
      typst.evictCache(0);
    });
    times.push(took / lettersOfPart);
  }
  return median(times);
};

const one = await bench(4);
try {
  const carrierId = await one.carrier();
  const { runId, asking } = await load(one, carrierId);
  const node = watchMemory(() => process.memoryUsage().rss / 2 ** 20);
  const postgres = watchMemory(() => serverMb(one));
  const held = monitorEventLoopDelay({ resolution: 10 });
  held.enable();
  const took = await timed(async () => {
    const { id } = await transact(one.connections, asking, (ctx) => openBatch.run(ctx, { runId }));
    while (await workOnce(one.connections, outside, (line) => console.error(line)));
    const { state, printed } = await transact(one.connections, asking, (ctx) => showBatch.run(ctx, { batchId: id }));
    if (state !== 'printed' || printed !== letters) throw new Error(`the batch is ${state} with ${printed} letters`);
  });
  held.disable();
  const [nodePeak, postgresPeak] = [node(), postgres()];
  // after the memory was measured: bare Typst runs in this same process
  const bareTook = (await bare()) * letters;
  print(`letters: ${letters} as PDF`, took / 1000, 's', 'bare Typst on the same sheets', bareTook / 1000);
  print('letters: a letter', took / letters, 'ms', 'bare Typst', bareTook / letters);
  print('letters: peak memory of node', nodePeak, 'MB', 'limit', 512);
  print('letters: peak memory of PostgreSQL', postgresPeak, 'MB', 'limit', 512);
  print('letters: server held up, p99', held.percentile(99) / 1e6, 'ms', 'limit', 50);
} finally {
  await one.close();
}
