import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { type Sending, sendingAt } from '../../../test/sending.ts';
import { type MailServer, mailServer } from '../../../test/smtp.ts';
import { configureMail } from '../../carriers/mail/settings.ts';
import { later } from '../../db/later.ts';
import { approveRun } from './approve-run.ts';

let home: TestHouse;
let server: MailServer;
let scene: Sending;

beforeAll(async () => {
  home = await house();
  server = await mailServer();
});
beforeEach(async () => {
  server.received.length = 0;
  scene = await sendingAt(home, server);
});
afterAll(async () => {
  await server.close();
  await home.close();
});

/** Enters settings and publishes what they ask for. */
const configure = async (changes: Partial<ReturnType<typeof mailSettingsAt>>) => {
  const { publish } = await scene.carrier.run(scene.carla, configureMail, {
    ...mailSettingsAt(server.port),
    ...changes,
  });
  const published = scene.published;
  for (const { name, text } of publish) published.set(name, text);
  await scene.work();
};
/** The look of every hour, before anything else that is due. */
const lookUp = () =>
  scene.carrier.look((ctx) =>
    later(ctx, { does: 'mail.checkDomains', input: {}, from: ctx.at - 60_000, key: ctx.id() }),
  );

describe('The first batch of a sending', () => {
  test('waits for a DKIM or SPF domain that is aligned with the sender, else DMARC fails', async () => {
    await scene.customer('d1', 'consents');
    const runId = await scene.prepare('d1');
    await configure({ dkimDomain: 'host.example', returnDomain: 'bounce.host.example' });
    const tried = scene.carrier.run(scene.sol, approveRun, { runId });
    await expect(tried).rejects.toThrow(
      /DMARC of prairievoice\.example fails: neither the DKIM domain host\.example nor the return domain bounce\.host\.example/,
    );
    // one of the two is enough
    await configure({ dkimDomain: 'host.example' });
    expect(await scene.carrier.run(scene.sol, approveRun, { runId })).toMatchObject({ state: 'approved' });
    await scene.work();
    expect(server.received).toHaveLength(1);
  });
});

describe('A sending under way', () => {
  test('waits while a record of the mail domains is wrong, and goes on by itself when it is mended', async () => {
    await scene.customer('d2', 'consents');
    const runId = await scene.prepare('d2');
    await scene.carrier.run(scene.sol, approveRun, { runId });
    const published = scene.published;
    const record = published.get('_dmarc.prairievoice.example') ?? '';
    published.delete('_dmarc.prairievoice.example');
    await lookUp();
    await scene.carrier.at('2026-06-01T16:00:00Z');
    await scene.work();
    await scene.work();
    expect(server.received).toEqual([]);
    expect(await scene.messages(runId)).toEqual({ queued: 1 });
    published.set('_dmarc.prairievoice.example', record);
    await lookUp();
    await scene.work();
    await scene.carrier.at('2026-06-01T16:10:00Z');
    await scene.work();
    expect(server.received).toHaveLength(1);
  });
});
