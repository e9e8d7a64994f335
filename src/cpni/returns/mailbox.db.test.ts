import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasDovecot, mailbox, type TestMailbox } from '../../../test/dovecot.ts';
import { noOutside } from '../../../test/outside.ts';
import { later } from '../../db/later.ts';
import { workOnce } from '../../interfaces/jobs/work.ts';
import { fetchMail } from '../../outside/mail-in.ts';
import type { Outside } from '../../outside/outside.ts';
import { type Notified, type ReturnScene, reply, report, returnScene } from './returns.example.ts';
import { configureReturns } from './settings.ts';
import { listReturned } from './show.ts';

const outside: Outside = { ...noOutside, fetchMail };

// a real mailbox, or none: npm test names the package
describe.skipIf(!hasDovecot)('A mailbox by IMAP (apt-get install dovecot-imapd)', () => {
  let scene: ReturnScene;
  let box: TestMailbox;

  beforeAll(async () => {
    scene = await returnScene({ demo: true });
    box = await mailbox();
    const { port, user, password } = box;
    await scene.prairie.run(await scene.prairie.person('Nate Cole', 'network'), configureReturns, {
      mailbox: { host: '127.0.0.1', port, security: 'none', user, password },
    });
    await scene.prairie.at('2026-06-10T15:00:00Z');
  });
  afterAll(async () => {
    await box.remove();
    await scene.home.close();
  });

  const wanted = () =>
    scene.prairie.look((ctx) => later(ctx, { does: 'returns.poll', input: {}, from: ctx.at, key: ctx.id() }));
  const complaints: string[] = [];
  const work = async (): Promise<void> => {
    while (await workOnce(scene.home.connections, outside, (line) => complaints.push(line)));
  };
  const poll = async (): Promise<void> => {
    await wanted();
    await work();
  };
  const count = async () => (await scene.prairie.run(scene.carla, listReturned, { limit: 1000 })).items.length;
  const refusals = (of: Notified) => scene.refusal(of.customerId, '2026-06-10T15:00:00Z');

  test('a reply binds from when the mailbox had it, and is marked as seen only after it is kept', async () => {
    const walter = await scene.notified();
    box.deliver(reply(walter, 'No'), '2026-06-09T12:00:00Z');
    await poll();
    expect(await scene.refusal(walter.customerId, '2026-06-09T11:59:59Z')).toBe('none');
    expect(await scene.refusal(walter.customerId, '2026-06-09T12:00:00Z')).toBe('stands');
    expect(box.seen()).toEqual({ seen: 1, unseen: 0 });
  });

  test('sixty messages come in batches, each once', async () => {
    const before = await count();
    const all: Notified[] = [];
    for (let n = 0; n < 60; n += 1) {
      const one = await scene.notified();
      all.push(one);
      box.deliver(n % 2 === 0 ? reply(one, 'stop') : report(one, 'failed', '5.1.1'), '2026-06-09T12:00:00Z');
    }
    await poll();
    expect((await count()) - before).toBe(60);
    expect(box.seen()).toMatchObject({ unseen: 0 });
    for (const [n, one] of all.entries()) if (n % 2 === 0) expect(await refusals(one)).toBe('stands');
  });

  test('a crash between fetching and keeping loses nothing: what is not kept is not marked', async () => {
    const walter = await scene.notified();
    box.deliver(reply(walter, 'No'), '2026-06-09T13:00:00Z');
    const { port, user, password } = box;
    const target = { host: '127.0.0.1', port, security: 'none', user, password, folder: 'INBOX' } as const;
    expect((await fetchMail(target, { uidValidity: 0, uids: [] })).messages).toHaveLength(1);
    // nothing was kept: the next poll finds it again
    expect(box.seen()).toMatchObject({ unseen: 1 });
    await poll();
    expect(await refusals(walter)).toBe('stands');
    expect(box.seen()).toMatchObject({ unseen: 0 });
  });

  test('a rebuilt mailbox with other UIDs brings nothing twice', async () => {
    const walter = await scene.notified();
    box.deliver(reply(walter, 'Baja'), '2026-06-09T14:00:00Z');
    await poll();
    const before = await count();
    await box.rebuild();
    box.deliver(reply(walter, 'No otra vez'), '2026-06-09T14:30:00Z');
    await poll();
    expect((await count()) - before).toBe(1);
    expect(box.seen()).toMatchObject({ unseen: 0 });
  });

  test('a mailbox that is down for a day loses nothing: what came meanwhile binds from its own hour', async () => {
    const walter = await scene.notified();
    await box.stop();
    box.deliver(reply(walter, 'No.'), '2026-06-10T14:00:00Z');
    await poll();
    expect(complaints.at(-1)).toMatch(/returns\.poll .* failed/);
    expect(complaints.join()).not.toContain('mail.example');
    await scene.prairie.at('2026-06-11T15:00:00Z');
    await box.start();
    await poll();
    expect(await scene.refusal(walter.customerId, '2026-06-10T13:59:59Z')).toBe('none');
    expect(await scene.refusal(walter.customerId, '2026-06-10T14:00:00Z')).toBe('stands');
  });

  test('its password is never sent without TLS beyond this machine', async () => {
    const nate = await scene.prairie.person('Nate Cole', 'network');
    const open = { host: 'mail.example', port: 143, security: 'none', user: 'x', password: 'y' } as const;
    await expect(scene.prairie.run(nate, configureReturns, { mailbox: open })).rejects.toThrow(/'mailbox.security'/);
  });
});
