// A signature proves who signed a mail as it came; what is written into it after is not proven, and nothing of a stranger's takes long.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/processor.ts';
import { relaxedBody, relaxedField } from './canonical.ts';
import { directoryOf, keyRecord, signedBy } from './dkim.example.ts';
import { signersOf } from './dkim.ts';

const at = Date.parse('2026-11-20T15:00:00Z');
const mail = [
  'From: Desk <desk@traceback.example>',
  'To: traceback@prairievoice.example',
  'Subject: Traceback   request 98231',
  'Date: Fri, 20 Nov 2026 10:00:00 +0000',
  '',
  'Called number:   +1 303 555 0120  ',
  '',
  '',
].join('\r\n');
const directory = directoryOf('traceback.example');
const signers = (raw: string, look = directory) => signersOf(Buffer.from(raw), at, look);

describe('A signature of a mail', () => {
  it('proves the domain that made it, also where white space was changed under way', async () => {
    const signed = await signedBy('traceback.example', mail);
    expect(await signers(signed)).toEqual(['traceback.example']);
    expect(await signers(`Return-Path: <x@y.example>\r\n${signed}`)).toEqual(['traceback.example']);
    expect(await signers(signed.replaceAll('\r\n', '\n'))).toEqual(['traceback.example']);
    expect(await signers(signed.replace('Traceback   request', 'Traceback request').concat('\r\n\r\n'))).toEqual([
      'traceback.example',
    ]);
  });

  it('proves nothing of a mail that was changed, that has a field twice, or whose key is not published', async () => {
    const signed = await signedBy('traceback.example', mail);
    expect(await signers(mail)).toBe(null);
    expect(await signers(signed.replace('0120', '0121'))).toEqual([]);
    expect(await signers(signed.replace('98231', '98232'))).toEqual([]);
    expect(await signers(`From: Other <a@other.example>\r\n${signed}`)).toEqual([]);
    expect(await signers(`Subject: Other\r\n${signed}`)).toEqual([]);
    expect(await signers(signed, directoryOf('other.example'))).toEqual([]);
    for (const record of [
      `${keyRecord}; t=y`,
      keyRecord.replace('DKIM1', 'DKIM2'),
      `${keyRecord}; s=web`,
      'v=DKIM1; p=',
    ])
      expect(await signers(signed, async () => [record])).toEqual([]);
    await expect(signers(signed, () => Promise.reject(new Error('no name server')))).rejects.toThrow(/name server/);
  });

  it('counts with elliptic keys; not once it ended, over a part of the body, or where it leaves the From out', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const p = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
    const look = async () => [`v=DKIM1; k=ed25519; p=${p}`];
    const body = relaxedBody('Called number: 1\r\n');
    const bh = createHash('sha256').update(body).digest('base64');
    const from = 'From: desk@traceback.example';
    const made = (more: string, fields = 'from') => {
      const own = `DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=traceback.example; s=s1;${more} h=${fields}; bh=${bh}; b=`;
      const said = fields === 'from' ? `${relaxedField({ name: 'from', raw: from })}\r\n` : '';
      const bytes = `${said}${relaxedField({ name: 'dkim-signature', raw: own })}`;
      const value = sign(null, createHash('sha256').update(bytes).digest(), privateKey).toString('base64');
      return `${own}${value}\r\n${from}\r\n\r\n${body}`;
    };
    expect(await signers(made(''), look)).toEqual(['traceback.example']);
    expect(await signers(made(` x=${at / 1000 + 60};`), look)).toEqual(['traceback.example']);
    expect(await signers(made(` x=${at / 1000 - 60};`), look)).toEqual([]);
    expect(await signers(made(` l=${body.length};`), look)).toEqual([]);
    expect(await signers(made(' i=@other.example;'), look)).toEqual([]);
    expect(await signers(made('', 'to'), look)).toEqual([]);
    // a field that is read and was written in after
    expect(await signers(made('').replace('\r\nFrom', '\r\nSubject: 98231\r\nFrom'), look)).toEqual([]);
  });

  it('of a megabyte that was made to take long takes no longer than another', async () => {
    const own = 'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=traceback.example; s=s1; bh=x; b=x; h=from';
    const hostile = [
      `${own}${':a'.repeat(100_000)}\r\n${'a: b\r\n'.repeat(40_000)}\r\n\r\n`,
      `${own};${' '.repeat(1_000_000)}\r\n\r\nx`,
      `${own}\r\nFrom: a@b.example\r\n\r\n${' '.repeat(1_000_000)}x${'\r\n'.repeat(200_000)}x`,
    ];
    const spent = processorTime();
    for (const raw of hostile) expect(await signers(raw)).toEqual([]);
    expect(spent()).toBeLessThan(3000);
  });
});
