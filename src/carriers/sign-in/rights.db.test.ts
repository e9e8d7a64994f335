import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { type Newcomer, signedIn } from '../../../test/signing-in.ts';
import { systemAsks } from '../../db/context.ts';
import { issueKey } from '../staff/keys.ts';

let home: TestHouse;
let prairie: TestCarrier;
let ana: Newcomer;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ demo: false, clock: null });
  ana = await signedIn(home, prairie.id, 'Ana Ruiz', 'compliance');
  const held = { holder: { person: ana.email }, roles: ['compliance' as const], days: 1 };
  await issueKey(home.connections, systemAsks(prairie.id, 'test', Date.now()), held);
});
afterAll(() => home.close());

const asApplication = (statement: string) => prairie.look((ctx) => sql.raw(statement).execute(ctx.tx));

describe('What works for one carrier', () => {
  it('opens no session and no key, nor lengthens one, gives it to somebody else or takes an end back by another column', async () => {
    for (const statement of [
      'insert into session select * from session limit 1',
      'insert into api_key select * from api_key limit 1',
      'update session set expires_at = expires_at + 1',
      'update session set proved_at = proved_at + 1',
      'update session set person_id = person_id',
      "update session set token_hash = decode(repeat('00', 32), 'hex')",
      'update api_key set roles = roles',
      'update api_key set expires_at = expires_at + 1',
      "update membership set roles = '{officer}'",
      'update access_link set email = email',
      'update access_link set used_at = null',
      'delete from session',
      "update counsel_bundle set why = 'another'",
      "update counsel_bundle set subjects = '{}'",
    ])
      await expect(asApplication(statement), statement).rejects.toThrow(/permission denied/);
  });

  it('ends both', async () => {
    await asApplication('update session set ended_at = 1');
    await asApplication('update api_key set revoked_at = 1');
  });

  it('reads nothing of how a person comes in', async () => {
    for (const table of ['person', 'authenticator_app', 'recovery_code', 'passkey', 'passkey_challenge'])
      await expect(asApplication(`select from ${table}`), table).rejects.toThrow(/permission denied/);
  });
});
