import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { signIn } from '../../carriers/sign-in/sign-in.ts';
import { bySession } from '../../carriers/staff/authenticate.ts';
import { command } from './command.ts';

let home: TestHouse;

beforeAll(async () => {
  home = await house();
  const { address } = home;
  process.env.DATABASE_URL =
    'url' in address
      ? address.url
      : `postgresql://compline_owner@/${address.database}?host=${encodeURIComponent(address.socket)}&port=${address.port}`;
  process.env.COMPLINE_DATA = home.dataFolder;
});

afterAll(async () => {
  delete process.env.DATABASE_URL;
  delete process.env.COMPLINE_DATA;
  await home.close();
});

async function* nothing(): AsyncIterable<Uint8Array> {}

const compline = async (...args: string[]) => {
  let out = '';
  let err = '';
  const status = await command(args, {
    input: nothing(),
    write: async (chunk) => {
      out += chunk;
    },
    complain: (line) => {
      err += `${line}\n`;
    },
  });
  const lines = out.split('\n').filter((line) => line.startsWith('{'));
  return { status, err, lines: lines.map((line): Record<string, unknown> => JSON.parse(line)) };
};

const found = async (name: string): Promise<string> => {
  const founded = await compline(
    ...['carriers', 'create', '--name', name, '--short-name', name, '--kind', 'interconnected-voip'],
    ...['--zone', 'America/Chicago', '--address', '12 Elm Street', '--contact', 'privacy@example.com'],
  );
  expect(founded.err).toBe('');
  return String(founded.lines[0]?.id);
};

const hire = (carrier: string, email: string, roles: string, ...more: string[]) =>
  compline(
    ...['persons', 'create', '--carrier', carrier, '--email', email, '--name', 'Ana Ruiz', '--roles', roles, ...more],
  );

const day = { day: '2027-01-04', why: 'snow', source: 'FCC notice' };

it('the operator founds a carrier, hires a person and gives her a key, and she does by command what HTTP does', async () => {
  const carrier = await found('Prairie Voice');
  expect((await compline('carriers', 'list')).lines).toContainEqual(
    expect.objectContaining({ id: carrier, demo: false }),
  );
  const person = await hire(carrier, 'Ana@prairie.example', 'compliance,auditor');
  expect(person.lines[0]).toMatchObject({ email: 'ana@prairie.example', password: expect.any(String) });
  const key = await compline(
    ...['keys', 'create', '--carrier', carrier, '--person', 'ana@prairie.example', '--roles', 'compliance'],
  );
  const secret = String(key.lines[0]?.secret);
  expect(secret).toMatch(/^ck_[\w-]{43}$/);
  const closed = await compline('call', 'closures.add', JSON.stringify(day), '--key', secret);
  expect([closed.err, closed.status, closed.lines]).toEqual(['', 0, [day]]);
  const listed = await compline('call', 'closures.list', '--key', secret);
  expect(listed.lines).toEqual([{ items: [day] }]);
  const refused = await compline('call', 'closures.add', '{"day":"tomorrow"}', '--key', secret);
  expect(refused).toMatchObject({ status: 1, lines: [{ type: '/problems/invalid-input', status: 400 }] });
  const ledger = await compline('call', 'ledger.export', '--key', secret);
  expect(ledger.lines[0]).toMatchObject({ kind: 'header' });

  expect(await compline('keys', 'revoke', '--carrier', carrier, '--key', String(key.lines[0]?.id))).toMatchObject({
    status: 0,
  });
  const after = await compline('call', 'closures.list', '--key', secret);
  expect(after).toMatchObject({ status: 1, lines: [{ type: '/problems/not-signed-in' }] });
});

it('a machine has its own key and still cannot do what needs a person', async () => {
  const carrier = await found('Harbor Telecom');
  const key = await compline(
    'keys',
    'create',
    '--carrier',
    carrier,
    '--machine',
    'calendar feed',
    '--roles',
    'compliance',
  );
  const answer = await compline('call', 'closures.add', JSON.stringify(day), '--key', String(key.lines[0]?.secret));
  expect(answer).toMatchObject({ status: 1, lines: [{ type: '/problems/person-needed' }] });
});

it('a person of two carriers keeps one password, and no key has more roles than its person', async () => {
  const first = await found('Carrier One');
  const second = await found('Carrier Two');
  const one = await hire(first, 'counsel@law.example', 'counsel');
  // somebody else may have made that account in advance: its password proves nothing to this carrier
  for (const more of [[], ['--person', '01a1f0c2-7b00-7000-8000-00000000dead']])
    expect(await hire(second, 'counsel@law.example', 'counsel', ...more)).toMatchObject({
      ...{ status: 2, lines: [], err: expect.stringMatching(/--person: .* known here from another carrier/) },
    });
  const again = await hire(second, 'counsel@law.example', 'counsel', '--person', String(one.lines[0]?.id));
  expect(again.lines[0]).not.toHaveProperty('password');
  expect(again.err).toMatch(/keeps/);
  expect(await hire(second, 'counsel@law.example', 'agent')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/already/),
  });
  const more = await compline(
    ...['keys', 'create', '--carrier', second, '--person', 'counsel@law.example', '--roles', 'counsel,officer'],
  );
  expect(more).toMatchObject({ status: 2, lines: [], err: expect.stringMatching(/has no role officer/) });
});

it('who gets no link by mail is given a new password by the operator, and everything older ends', async () => {
  const carrier = await found('Carrier Three');
  const [made] = (await hire(carrier, 'dora@prairie.example', 'compliance')).lines;
  const asked = { email: 'dora@prairie.example', code: null, carrierId: null, agent: '' };
  const enter = (password: unknown) => signIn(home.connections, { ...asked, password: String(password) }, Date.now());
  const { token } = await enter(made?.password);
  const given = await compline('persons', 'new-password', '--email', 'Dora@prairie.example');
  expect([given.status, given.lines]).toEqual([0, [{ email: 'dora@prairie.example', password: expect.any(String) }]]);
  expect(await bySession(home.connections.platform, token, Date.now())).toBeNull();
  await expect(enter(made?.password)).rejects.toMatchObject({ type: 'wrong-password' });
  expect((await enter(given.lines[0]?.password)).identity.password).toBe('must-change');
  expect(await compline('persons', 'new-password', '--email', 'nobody@prairie.example')).toMatchObject({ status: 2 });
});

it('what is missing or misspelt is named', async () => {
  expect(await compline('carriers', 'create', '--name', 'X')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/--zone/),
  });
  expect(await compline('carriers', 'list', '--al')).toMatchObject({ status: 2, err: expect.stringMatching(/--al/) });
  const carrier = await found('Carrier Three');
  expect(await hire(carrier, 'a@b.example', 'boss')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/'boss' is no role/),
  });
  expect(await compline('call', 'no.such')).toMatchObject({ status: 1, lines: [{ type: '/problems/not-found' }] });
});
