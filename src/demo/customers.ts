import { importCustomers } from '../cpni/customers/import/import.ts';
import { listCustomers } from '../cpni/customers/list.ts';
import type { Player, Stage } from './stage.ts';

const given = ['Rosa', 'Walter', 'Leo', 'Ana', 'Max', 'Ines', 'Theo', 'Nora', 'Ivan', 'Lily', 'Hugo', 'Maya'];
const family = ['Nguyen', 'Smith', 'Ortiz', 'Bell', 'Moor', 'Tanaka', 'Okafor', 'Lindgren', 'Costa', 'Novak', 'Ahmed'];

const header =
  'account_number,name,language,services,email,email_linked,email_consent_date,cpni_approval,approval_date,notice,notice_date,notice_method\n';

/** What a file says of the notice its customers were sent; null where no notice went out. */
export type Sent = { readonly versionId: string; readonly date: string } | null;

// of ten customers seven were silent, one said no, one letter came back, one was sent nothing
const approvalOf = (n: number, sent: Sent): string => {
  if (sent === null || n % 10 === 9) return ',,,,';
  if (n % 10 === 7) return `Denied/No,${sent.date},,,`;
  return `${n % 10 === 8 ? 'Failed Delivery' : 'Implied'},,${sent.versionId},${sent.date},mail`;
};

const rowOf = (prefix: string, n: number, service: string, sent: Sent): string => {
  const account = `${prefix}-${String(n).padStart(6, '0')}`;
  const name = `${given[n % given.length]} ${family[Math.floor(n / given.length) % family.length]}`;
  const number = `515-555-${String(n % 10_000).padStart(4, '0')}`;
  const services = n % 6 === 0 ? `${service}:${number};local` : `${service}:${number}`;
  const email = n % 10 === 9 ? `${account.toLowerCase()}@mail.example,2025-06-01,2025-06-01` : ',,';
  return `${account},${name},${n % 25 === 0 ? 'es' : 'en'},${services},${email},${approvalOf(n, sent)}\n`;
};

type Invented = {
  readonly prefix: string;
  readonly count: number;
  readonly service: string;
  readonly sent: Sent;
};

async function* file(stage: Stage, { prefix, count, service, sent }: Invented): AsyncIterable<Uint8Array> {
  yield Buffer.from(header);
  for (let from = 1; from <= count; from += 1000) {
    const rows: string[] = [];
    for (let n = from; n < from + 1000 && n <= count; n += 1) rows.push(rowOf(prefix, n, service, sent));
    yield Buffer.from(rows.join(''));
    if (from > 1 && from % 10_000 === 1) stage.tell(`${from - 1} of ${count} customers read`);
  }
}

/** Imports `count` invented customers with accounts `prefix-000001` onwards. */
export const importInvented = async (stage: Stage, compliance: Player, what: Invented): Promise<void> => {
  const { count } = what;
  const summary = await stage.stream(compliance, importCustomers, { mode: 'commit' }, file(stage, what));
  if (!summary.includes(`"added":${count}`)) throw new Error(`the import of the demo went wrong: ${summary}`);
  stage.tell(`${count} invented customers imported`);
};

/** The id of the customer with an account number. */
export const customerOf = async (stage: Stage, agent: Player, account: string): Promise<string> => {
  const { items } = await stage.run(agent, listCustomers, { account });
  const [customer] = items;
  if (customer === undefined) throw new Error(`the demo has no customer ${account}`);
  return customer.id;
};
