// A request that comes once more, by whatever way, is the one on record; a person may say that it is another.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { house } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { workAll } from '../../../test/work.ts';
import { operations } from '../../operations.ts';
import { type Desk, deskAt } from './desk.example.ts';

const home = await house();
let desk: Desk;
beforeEach(async () => {
  desk = await deskAt(home, {});
});
afterAll(() => home.close());

const words = [
  'Traceback ID: 98231        Hop: 2',
  'Campaign: Auto-Warranty-P1',
  'Call date/time: 2026-11-18 15:02:13 UTC',
  'Calling number: +1 202 555 0143',
  'Called number:  +1 303 555 0120',
  'Received from you by: CARRIER A LLC',
].join('\r\n');
const received = '2026-11-20T15:20:00Z';

const byMail = async (text: string): Promise<{ state: string; tracebackId: string | null }> => {
  const { carrier, noor } = desk;
  const raw = `From: desk@traceback.example\r\nSubject: Traceback request\r\n\r\n${text}\r\n`;
  const message = Buffer.from(raw).toString('base64');
  const { id } = await carrier.run(noor, operations['tracebackMails.receive'], { message });
  await workAll(home, noOutside);
  const { items } = await carrier.run(noor, operations['tracebackMails.list'], {});
  return items.find((one) => one.id === id) ?? expect.unreachable();
};
const paste = (text: string, more: object = {}) =>
  desk.carrier.run(desk.noor, operations['tracebacks.paste'], { text, received, ...more });
const form = { reference: '#98231', called: '303-555-0120', at: '2026-11-18T15:02:00Z' };
const enter = (more: object) =>
  desk.carrier.run(desk.noor, operations['tracebacks.enter'], { ...form, received, ...more });
const requests = async () => (await desk.carrier.run(desk.noor, operations['tracebacks.list'], {})).items;
const show = (tracebackId: string) => desk.carrier.run(desk.noor, operations['tracebacks.show'], { tracebackId });

describe('A request that came by mail', () => {
  it('is joined by its words when somebody pastes them, in whatever form its numbers are, and nobody is called anew', async () => {
    const { tracebackId } = await byMail(words);
    const pages = (await show(tracebackId ?? '')).pages.length;
    const pasted = await paste(`FYI\n\n${words.replace('+1 303 555 0120', '(303) 555-0120')}`);
    expect(pasted).toMatchObject({ id: tracebackId, outcome: 'joined' });
    expect(await requests()).toHaveLength(1);
    const { pages: now, sender } = await show(tracebackId ?? '');
    expect(now).toHaveLength(pages);
    // what proves whom it is from is still its mail
    expect(sender).toMatchObject({ sender: 'unsigned' });
    const [entry] = await desk.carrier.look(({ tx }) =>
      tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'traceback.came-again').execute(),
    );
    expect(entry?.body).toContain('"via":"mail"');
    expect(entry?.body).not.toMatch(/5550120|555-0120|98231/);
  });

  it('is joined by one that is entered by hand, with the minute and without its hop', async () => {
    const { tracebackId } = await byMail(words);
    expect(await enter({})).toMatchObject({ id: tracebackId, outcome: 'joined' });
  });

  it('is not joined by one about another call, another caller or another place in the path, nor where a person says that it is another', async () => {
    const { tracebackId } = await byMail(words);
    const others = [
      words.replace('555 0120', '555 0121'),
      words.replace('15:02:13', '15:03:13'),
      words.replace('555 0143', '555 0144'),
      words.replace('Hop: 2', 'Hop: 3'),
      words.replace('98231', '98232'),
    ];
    for (const other of others) expect(await paste(other)).toMatchObject({ outcome: 'opened' });
    const own = await paste(words, { again: 'open' });
    expect([own.outcome, own.id === tracebackId]).toEqual(['opened', false]);
    expect(await requests()).toHaveLength(others.length + 2);
  });

  it('is known again by what a person confirmed, where it was misread', async () => {
    const { tracebackId } = await byMail(words.replace('+1 303 555 0120', '+1 303 555 0121'));
    await desk.carrier.run(desk.noor, operations['tracebacks.confirm'], {
      ...{ tracebackId: tracebackId ?? '', requesterId: desk.itg, verifiedHow: 'Called back' },
      ...{ reference: '98231', called: '+1 303 555 0120', at: '2026-11-18T15:02:13Z' },
    });
    expect(await paste(words)).toMatchObject({ id: tracebackId, outcome: 'joined' });
  });
});

it('A request that was entered is joined by its mail', async () => {
  const { id } = await enter({});
  expect(await byMail(words)).toMatchObject({ state: 'again', tracebackId: id });
});

it('The clocks run from whoever had it first: a repeat that came earlier moves them, a later one does not', async () => {
  const { tracebackId } = await byMail(words);
  const due = async () => (await show(tracebackId ?? '')).clocks.promised.due;
  expect(await due()).toBe('2026-11-21T09:30:00-06:00');
  await desk.carrier.at('2026-11-20T16:00:00Z');
  await paste(words, { received: '2026-11-20T15:50:00Z' });
  expect(await due()).toBe('2026-11-21T09:30:00-06:00');
  const { clocks } = await paste(words, { received: '2026-11-20T10:00:00Z' });
  expect([clocks.promised.due, await due()]).toEqual(['2026-11-21T04:00:00-06:00', '2026-11-21T04:00:00-06:00']);
  const { items } = await desk.carrier.run(desk.noor, operations['tasks.list'], { kind: 'traceback' });
  expect(items.map(({ due: by }) => by)).toEqual(['2026-11-21T04:00:00-06:00']);
});

it('A mail that repeats an answered request is put before a person: the answer may not have come there', async () => {
  const { tracebackId } = await byMail(words);
  const { carrier, noor } = desk;
  const of = { tracebackId: tracebackId ?? '' };
  const call = {
    reference: '98231',
    called: '+1 303 555 0120',
    calling: '+1 202 555 0143',
    at: '2026-11-18T15:02:13Z',
  };
  const sure = { requesterId: desk.itg, verifiedHow: 'Called back' };
  await carrier.run(noor, operations['tracebacks.confirm'], { ...of, ...call, ...sure });
  const answer = { outcome: 'absent', because: 'No such call', gap: 'no switch brought that day' } as const;
  await carrier.run(noor, operations['tracebacks.prepare'], { ...of, answer });
  await carrier.run(noor, operations['tracebacks.answer'], { ...of, how: 'portal', reference: 'TB' });
  expect(await byMail(`${words}\r\nSecond request.`)).toMatchObject({ state: 'doubtful' });
  const { items } = await carrier.run(noor, operations['tasks.list'], { kind: 'traceback-mail' });
  expect(items).toMatchObject([{ why: expect.stringMatching(/repeats a request that is answered/) }]);
});
