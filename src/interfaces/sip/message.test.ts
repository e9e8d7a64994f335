import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../test/processor.ts';
import { inviteOf, mutatedSip } from '../../../test/sip.ts';
import { cut, largest } from './framing.ts';
import { readRequest } from './message.ts';
import { partiesOf } from './parties.ts';
import { replyPort, replyTo, topVia } from './reply.ts';

const peer = { address: '192.0.2.7', port: 5099 };
const partiesIn = (message: string) => {
  const read = readRequest(message);
  expect(read?.wrong).toBeNull();
  return read === null ? null : partiesOf(read.request);
};
const from = 'sip:+15155550123@pbx.example';
const to = 'sip:+15155550199@redirect.example';

describe('who calls whom', () => {
  it('is told by SIP and telephone URIs, with parameters, passwords, escapes and contexts', () => {
    for (const [uri, number] of [
      ['sip:+15155550199@h;user=phone', '+15155550199'],
      ['sip:+1-515-555-0199;npdi=yes;rn=+15155550000@h', '+1-515-555-0199'],
      ['sip:15155550199:secret@h:5080', '15155550199'],
      ['sips:%2B15155550199@[2001:db8::1]', '+15155550199'],
      ['tel:5155550199;phone-context=+1', '+15155550199'],
      ['tel:911;phone-context=+1', '+1911'],
      ['SIP:911@h', '911'],
      ['urn:service:sos.police', 'urn:service:sos.police'],
      ['sip:redirect.example', null],
      ['mailto:911@h', null],
    ])
      expect(partiesIn(inviteOf(from, uri ?? '', []))?.to).toBe(number);
  });

  it('is the asserted number, behind a name with commas and brackets too, and else the one in From', () => {
    const asserted = ['P-Asserted-Identity: "Doe, <J>; \\"x" <sip:front@pbx>, <tel:+15152000147>'];
    expect(partiesIn(inviteOf(from, to, asserted))?.from).toBe('+15152000147');
    expect(partiesIn(inviteOf(from, to, ['P-Asserted-Identity: <sip:front@pbx>']))?.from).toBe('+15155550123');
    expect(partiesIn(inviteOf(from, to, []).replace('\r\nFrom:', '\r\nf:'))?.from).toBe('+15155550123');
    expect(partiesIn(inviteOf('sip:anonymous@anonymous.invalid', to, []))?.from).toBe('anonymous');
  });

  it('and who forwarded it: the latest of Diversion, of History-Info, or of a diversion token', () => {
    const payload = Buffer.from('{"div":{"tn":"15152000147"}}').toString('base64url');
    const named = '+15152000147';
    for (const [line, expected] of [
      [`Diversion: <tel:${named}>;reason=user-busy, <sip:+13125550100@h>`, named],
      [`History-Info: <sip:${named}@h>;index=1, <${to}>;index=1.1;mp=1`, named],
      [`History-Info: <sip:+13125550100@h>;index=1,<sip:${named}@h>;index=1.1;rc=1,<${to}>;index=1.1.1;mp=1.1`, named],
      [`y: h.${payload}.s;info=<https://c/x.pem>;alg=ES256;ppt=div`, '15152000147'],
      [`Identity: h.${payload}.s;info=<https://c/x.pem>;alg=ES256;ppt=shaken`, null],
      ['Identity: h.e30.s;ppt=div', null],
      [`History-Info: <${to}>;index=1`, null],
      ['Diversion: nobody', null],
    ])
      expect(partiesIn(inviteOf(from, to, [line ?? '']))?.diverted).toBe(expected);
  });
});

describe('messages in a stream', () => {
  it('are cut by their length, and a stream in which the next cannot be found is given up', () => {
    const one = inviteOf(from, to, []).replace('Content-Length: 0', 'l : 5');
    expect(cut(`\r\n${one}bodyA${one}bo`)).toEqual({ messages: [one], rest: `${one}bo`, broken: null });
    const lengthless = one.replace('l : 5\r\n', '');
    expect(cut(lengthless)).toMatchObject({ messages: [lengthless], broken: 'no Content-Length' });
    expect(cut(one.replace('l : 5', 'l: 5\r\nContent-Length: 6'))).toMatchObject({ broken: 'no Content-Length' });
    expect(cut(one.replace('l : 5', `l: ${largest}`))).toMatchObject({ broken: 'over 64 KB' });
    expect(cut('x'.repeat(largest + 1))).toMatchObject({ messages: [], broken: 'headers over 64 KB' });
  });
});

describe('whatever comes', () => {
  const holds = (text: string) => {
    const spent = processorTime();
    const read = readRequest(text);
    const via = read === null ? null : topVia(read.request);
    if (read === null || via === null) return;
    partiesOf(read.request);
    const answer = replyTo(read.request, via, peer, { code: 400, phrase: 'Bad Request', lines: [] });
    expect(spent()).toBeLessThan(1000);
    // one answer, whole, and no line of it is another's
    expect(answer).toMatch(/^SIP\/2\.0 400 Bad Request\r\nVia: (?:[^\r\n]+\r\n)+\r\n$/);
    expect(answer.split(/\r\n|\r|\n/).filter((line) => line === '')).toHaveLength(2);
    const port = replyPort(via, peer);
    expect(port > 0 && port < 65_536).toBe(true);
  };

  it('is answered whole or dropped: bytes of any kind', () =>
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => holds(Buffer.from(bytes).toString('latin1')))));

  it('is answered whole or dropped: real messages with a piece changed', () =>
    fc.assert(fc.property(mutatedSip, holds), { numRuns: 3000 }));

  it('is answered whole or dropped: 64 KB of what makes readers slow', () => {
    for (const piece of [';', '<', '"', '\\', ',', '\r\n ', ' ', '%4', 'a=b;', '\r\nv: x', ':', '\t', '\r\n'])
      for (const message of [
        inviteOf(from, to, [`Diversion: ${piece.repeat(largest / piece.length)}`]),
        inviteOf(from, to, []).replace('rport', piece.repeat(largest / piece.length)),
        piece.repeat(largest / piece.length),
      ])
        holds(message);
  });

  it('and a stream of it is cut without an end being lost', () =>
    fc.assert(
      fc.property(fc.array(mutatedSip, { maxLength: 4 }), (messages) => {
        const { messages: found, rest, broken } = cut(messages.join(''));
        expect(found.join('').length + rest.length).toBeLessThanOrEqual(messages.join('').length);
        expect(broken === null || rest === '' || rest.length > largest).toBe(true);
      }),
    ));
});
