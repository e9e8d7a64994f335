import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Choosing, choosing } from '../../../test/choosing.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { choiceHistory } from '../../cpni/choices/history.ts';
import { spooled } from '../../cpni/choices/spool.ts';
import { listIncidents } from '../../cpni/opt-out-channels/incidents.ts';
import type { Connections } from '../../db/connect.ts';
import { refuse } from '../../kernel/problem.ts';
import { server } from '../http/server.ts';
import { settleSpool } from '../jobs/settle-spool.ts';

let home: TestHouse;
let prairie: Choosing;

beforeAll(async () => {
  home = await house();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-10-01T15:00:00Z') }), {});
  await prairie.channel({ kind: 'web', name: 'page', free: true, alwaysOpen: true, hours: '24/7', watchFailures: 1 });
  await prairie.carrier.at('2026-11-10T16:00:00Z');
});
afterAll(() => home.close());

/** A database through which every choice is refused. */
const refusing: KyselyPlugin = {
  transformQuery: ({ node }) =>
    node.kind === 'InsertQueryNode' && node.into?.table.identifier.name.startsWith('permission') === true
      ? refuse('wrong-state', 'No choice can be kept.', 'Try again.')
      : node,
  transformResult: async ({ result }) => result,
};

type Sent = { readonly fields: Readonly<Record<string, string>>; readonly type?: string };
const form = 'application/x-www-form-urlencoded';

const pressed = async (connections: Connections, code: string, { fields, type = form }: Sent) => {
  const app = await server(connections);
  const payload = new URLSearchParams({ language: 'en', ...fields }).toString();
  const headers = { 'content-type': type };
  const answered = await app.inject({ method: 'POST', url: `/choice/${code}`, payload, headers });
  await app.close();
  return answered;
};

describe('A no that was refused', () => {
  it('is told as not saved, kept on disk, counted in an incident, and made up for', async () => {
    const { id, code } = await prairie.customer('R-1', '2026-09-15');
    const connections = { ...home.connections, app: home.connections.app.withPlugin(refusing) };
    const answered = await pressed(connections, code, { fields: { choice: 'no' } });
    await pressed(connections, code, { fields: { choice: 'no' } });
    expect(answered.statusCode).toBe(409);
    for (const text of ['Your choice was NOT saved', 'Our systems did not take it', 'name="choice" value="no"'])
      expect(answered.body).toContain(text);
    const kept = { kind: 'web', mechanism: 'opt-out' };
    expect(await spooled(home.dataFolder)).toMatchObject([kept, kept]);
    await settleSpool(home.connections);
    const { items } = await prairie.carrier.run(prairie.staff.carla, listIncidents, {});
    // who tried twice is one customer
    expect(items).toMatchObject([{ mechanism: 'opt-out', channel: 'web', attempts: 1 }]);
    const history = await prairie.carrier.run(prairie.staff.agnes, choiceHistory, { customerId: id });
    expect(history.items).toMatchObject([{ choice: 'no' }]);
  });
});

describe('What cannot be taken as it was sent', () => {
  it.each([
    ['a yes with a character that no password holds', 400, { fields: { choice: 'yes', password: 'mari\0gold' } }],
    ['what no form sends', 415, { fields: { choice: 'no' }, type: 'application/json' }],
    ['more than any form holds', 413, { fields: { choice: 'no', more: 'x'.repeat(70_000) } }],
  ])('%s, is told so: the page answers', async (_, status, sent) => {
    const { code } = await prairie.customer(`R-${status}`, '2026-09-15');
    const answered = await pressed(home.connections, code, sent);
    expect([answered.statusCode, await spooled(home.dataFolder)]).toEqual([status, []]);
    expect(answered.body).toContain('could not take what was sent');
    expect(answered.body).not.toContain('does not answer');
  });
});
