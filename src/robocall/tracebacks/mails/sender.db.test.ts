// Whom a mail to the traceback desk is from is what its signature proves: a name in its From is no verified requester.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestHouse } from '../../../../test/house.ts';
import { noOutside } from '../../../../test/outside.ts';
import { workAll } from '../../../../test/work.ts';
import { directoryOf, signedBy } from '../../../carriers/mailbox/dkim.example.ts';
import { operations } from '../../../operations.ts';
import type { LookUpText } from '../../../outside/dns.ts';
import { type Desk, deskAt } from '../desk.example.ts';

let home: TestHouse;
let desk: Desk;
beforeAll(async () => {
  home = await house();
  desk = await deskAt(home, {});
});
afterAll(() => home.close());

const at = '2026-11-18T15:02:13Z';
const callOf = (reference: string) => ({ reference, called: '+1 303 555 0120', at });
const mail = (reference: string, from = 'desk@traceback.example'): string =>
  [
    `From: ${from}\r\nTo: traceback@prairievoice.example\r\nSubject: Traceback request ${reference}\r\n`,
    `Traceback ID: ${reference}\r\nCall date/time: ${at}\r\nCalled number: +1 303 555 0120\r\n`,
  ].join('\r\n');
const silent: LookUpText = () => Promise.reject(new Error('no name server answers'));

const arrives = async (raw: string, lookUpText: LookUpText): Promise<string> => {
  const message = Buffer.from(raw).toString('base64');
  const { id } = await desk.carrier.run(desk.noor, operations['tracebackMails.receive'], { message, via: 'smtp' });
  await workAll(home, { ...noOutside, lookUpText });
  const { items } = await desk.carrier.run(desk.noor, operations['tracebackMails.list'], {});
  return items.find((one) => one.id === id)?.tracebackId ?? '';
};
const shown = (tracebackId: string) => desk.carrier.run(desk.noor, operations['tracebacks.show'], { tracebackId });
const confirm = (tracebackId: string, reference: string, verifiedHow: string | null) =>
  desk.carrier.run(desk.noor, operations['tracebacks.confirm'], {
    ...{ tracebackId, requesterId: desk.itg, verifiedHow },
    ...callOf(reference),
  });
const called = 'Called the consortium back';

it('A mail that is not signed, or that was changed after it was, is nobody’s until a person made sure and says how', async () => {
  const unsigned = await arrives(mail('1'), directoryOf('traceback.example'));
  expect(await shown(unsigned)).toMatchObject({ sender: { sender: 'unsigned', senderDomain: null } });
  await expect(confirm(unsigned, '1', null)).rejects.toThrow(/verifiedHow: .* does not prove/);
  await confirm(unsigned, '1', called);
  expect(await shown(unsigned)).toMatchObject({ state: 'confirmed', verifiedHow: called });
  const changed = (await signedBy('traceback.example', mail('2'))).replace('0120', '0121');
  const failing = await arrives(changed, directoryOf('traceback.example'));
  expect(await shown(failing)).toMatchObject({ sender: { sender: 'failing', senderDomain: null } });
  await expect(confirm(failing, '2', null)).rejects.toThrow(/does not prove/);
});

it('A signature proves its domain; that it is the requester’s a person says once', async () => {
  const directory = directoryOf('traceback.example');
  const first = await arrives(await signedBy('traceback.example', mail('3')), directory);
  expect(await shown(first)).toMatchObject({ sender: { sender: 'proven', senderDomain: 'traceback.example' } });
  await expect(confirm(first, '3', null)).rejects.toThrow(/does not prove/);
  await confirm(first, '3', called);
  const second = await arrives(await signedBy('traceback.example', mail('4')), directory);
  await confirm(second, '4', null);
  expect(await shown(second)).toMatchObject({ state: 'confirmed', verifiedHow: null });
});

it('A domain in which anybody has a mailbox proves no requester, however often one wrote from there', async () => {
  const directory = directoryOf('gmail.com');
  const signed = (reference: string, from: string) => signedBy('gmail.com', mail(reference, from));
  const first = await arrives(await signed('20', 'itg.desk@gmail.com'), directory);
  await confirm(first, '20', called);
  const stranger = await arrives(await signed('21', 'somebody@gmail.com'), directory);
  expect(await shown(stranger)).toMatchObject({ sender: { sender: 'proven', senderDomain: 'gmail.com' } });
  await expect(confirm(stranger, '21', null)).rejects.toThrow(/does not prove/);
});

it('A mail that repeats a request proves nothing of its sender: who knows the words of one is no requester', async () => {
  const words = (from: string) => mail('10', from);
  const first = await arrives(
    await signedBy('traceback.example', words('desk@traceback.example')),
    directoryOf('traceback.example'),
  );
  await confirm(first, '10', called);
  const stranger = directoryOf('repeater.example');
  expect(await arrives(await signedBy('repeater.example', words('a@repeater.example')), stranger)).toBe(first);
  const own = await arrives(await signedBy('repeater.example', mail('11', 'a@repeater.example')), stranger);
  expect(await shown(own)).toMatchObject({ sender: { sender: 'proven', senderDomain: 'repeater.example' } });
  await expect(confirm(own, '11', null)).rejects.toThrow(/does not prove/);
});

it('Another’s good signature proves nothing of the From, nor his own domain that he is a requester', async () => {
  const other = directoryOf('elsewhere.example');
  const forged = await arrives(await signedBy('elsewhere.example', mail('5')), other);
  expect(await shown(forged)).toMatchObject({ sender: { sender: 'failing' } });
  const own = await arrives(await signedBy('elsewhere.example', mail('6', 'itg@elsewhere.example')), other);
  expect(await shown(own)).toMatchObject({ sender: { sender: 'proven', senderDomain: 'elsewhere.example' } });
  await expect(confirm(own, '6', null)).rejects.toThrow(/does not prove/);
});

it('A subdomain signs for its organisation where the record of the From allows it', async () => {
  const key = directoryOf('mail.traceback.example');
  const records = (dmarc: string) => async (name: string) =>
    name === '_dmarc.traceback.example' ? [dmarc] : key(name);
  const signed = (reference: string) => signedBy('mail.traceback.example', mail(reference));
  const relaxed = await arrives(await signed('7'), records('v=DMARC1; p=none'));
  expect(await shown(relaxed)).toMatchObject({ sender: { sender: 'proven', senderDomain: 'traceback.example' } });
  const strict = await arrives(await signed('8'), records('v=DMARC1; p=none; adkim=s'));
  expect(await shown(strict)).toMatchObject({ sender: { sender: 'failing' } });
});

it('No name server that is silent keeps a request waiting; it proves nothing meanwhile', async () => {
  const request = await arrives(await signedBy('traceback.example', mail('9')), silent);
  expect(await shown(request)).toMatchObject({ state: 'arrived', sender: { sender: 'unknown', senderDomain: null } });
  await expect(confirm(request, '9', null)).rejects.toThrow(/does not prove/);
});

it('A request that nobody sent by mail is confirmed as before', async () => {
  const request = await desk.arrived('2026-11-20T15:00:00Z', {});
  expect(await shown(request)).toMatchObject({ sender: null, verifiedHow: null });
});

it('A mail that a person dismissed before it was looked at stays dismissed', async () => {
  const { carrier, noor } = desk;
  const message = Buffer.from('From: a@elsewhere.example\r\n\r\nHello\r\n').toString('base64');
  const { id: mailId } = await carrier.run(noor, operations['tracebackMails.receive'], { message });
  await carrier.run(noor, operations['tracebackMails.take'], { mailId });
  await carrier.run(noor, operations['tracebackMails.dismiss'], { mailId, why: 'It names no call' });
  await workAll(home, noOutside);
  const { items } = await carrier.run(noor, operations['tracebackMails.list'], {});
  expect(items.find(({ id }) => id === mailId)).toMatchObject({ state: 'dismissed', sender: 'unsigned' });
});
