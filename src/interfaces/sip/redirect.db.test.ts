import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify, openGate, type TestGate } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { askSip, bySipTcp, bySipUdp, inviteOf, mutatedSip, newBranch, sipRequest } from '../../../test/sip.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import { addCredential, endCredential } from '../../robocall/call-gate/credentials.ts';
import { answering } from './answer.ts';
import { listenSip } from './serve.ts';
import { listenTcp, usualBounds } from './tcp.ts';
import type { Listening } from './udp.ts';

let home: TestHouse;
let prairie: TestCarrier;
let harbor: TestCarrier;
let noor: Staff;
let finn: Staff;
let gate: TestGate;
let sip: Listening;
let [account, other, listed] = ['', '', ''];

const own = 'sip:+15152000147@pbx.example;user=phone';
const called = 'sip:+15155550199@127.0.0.1';

const list = async (accountId: string | null, trunks: Record<string, string>): Promise<void> => {
  if (listed !== '') await prairie.run(noor, endCredential, { credentialId: listed, reason: 'another use' });
  const added = await prairie.run(noor, addCredential, {
    name: 'Kamailio 1',
    kind: 'address',
    address: '::ffff:127.0.0.1',
    accountId,
    trunks,
  });
  listed = added.id;
  await gate.gate.catchUp();
};

const kept = (): Promise<number> =>
  prairie.look(async ({ tx }) => {
    const groups = await tx.selectFrom('gateGroup').select('calls').execute();
    return groups.reduce((sum, { calls }) => sum + calls, 0);
  });

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  harbor = await home.carrier({ name: 'Harbor Telephone Inc', shortName: 'Harbor' });
  noor = await prairie.person('Noor Haddad', 'network');
  finn = await harbor.person('Finn Roe', 'network');
  account = await accountOf(prairie, { name: 'Riverside Dental', callerIdPolicy: 'own-only' });
  other = await accountOf(harbor, { name: 'Bay Tow', callerIdPolicy: 'own-only' });
  await rightTo(prairie, account, 15152000147, true);
  await certify(prairie, noor, '709J');
  gate = await openGate(home.connections);
  sip = await listenSip(gate.gate, { host: '127.0.0.1', port: 0 }, (line) => gate.complaints.push(line));
});
afterAll(async () => {
  await sip.close();
  await gate.close();
  await home.close();
  expect(gate.complaints).toEqual([]);
});

describe('an address that nobody listed', () => {
  it('is refused, and hears that its address is not listed', async () => {
    const answer = await askSip(sip.port, inviteOf(own, called, []));
    expect([answer.status, answer.header('Reason')]).toEqual([
      '403 Forbidden',
      'SIP;cause=403;text="Address not listed"',
    ]);
  });
});

describe('a PBX whose address is listed for its account', () => {
  beforeAll(() => list(account, {}));

  it('gets its call redirected to where it went, with the Identity under our certificate', async () => {
    const answer = await askSip(sip.port, inviteOf(own, called, []));
    expect(answer.status).toBe('302 Moved Temporarily');
    expect(answer.header('Contact')).toBe(`<${called}>`);
    const identity = answer.header('Identity') ?? '';
    expect(identity).toMatch(
      /^[\w-]+\.[\w-]+\.[\w-]{86};info=<https:\/\/certificates\.example\/709J\.pem>;alg=ES256;ppt=shaken$/,
    );
    expect(JSON.parse(Buffer.from(identity.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
      attest: 'A',
      orig: { tn: '15152000147' },
      dest: { tn: ['15155550199'] },
    });
  });

  it('hears in a Reason why a number that is not its own is refused', async () => {
    const answer = await askSip(sip.port, inviteOf('sip:+15155550123@pbx.example', called, []));
    expect([answer.status, answer.header('Reason'), answer.header('Identity')]).toEqual([
      '403 Forbidden',
      'SIP;cause=403;text="Caller ID not authorized for this account"',
      null,
    ]);
  });

  it('may forward a call of somebody else where Diversion names its own number', async () => {
    const forward = ['Diversion: <sip:+15152000147@pbx.example>;reason=unconditional'];
    const answer = await askSip(sip.port, inviteOf('sip:+13122000123@pbx.example', called, forward));
    expect(answer.status).toBe('302 Moved Temporarily');
  });

  it('is asked about the asserted number before the one in From', async () => {
    const asserted = ['P-Asserted-Identity: "Front desk" <tel:+15152000147>'];
    const answer = await askSip(sip.port, inviteOf('sip:anonymous@anonymous.invalid', called, asserted));
    expect(answer.status).toBe('302 Moved Temporarily');
  });

  it('is always redirected for an emergency call, whatever number it shows', async () => {
    for (const to of ['sip:911@127.0.0.1', 'sip:+1933@127.0.0.1', 'tel:988', 'urn:service:sos', 'sip:9%311@127.0.0.1'])
      expect((await askSip(sip.port, inviteOf('sip:anonymous@anonymous.invalid', to, []))).status).toBe(
        '302 Moved Temporarily',
      );
  });

  it('gets the same answer to what it sends again, decided and kept once', async () => {
    const invite = inviteOf(own, called, []);
    const before = await kept();
    const answers = await bySipUdp(sip.port, [invite, invite, invite], 1000);
    for (let time = 0; time < 2; time += 1) answers.push(await askSip(sip.port, invite));
    for (const { status } of answers) expect(status).toBe('302 Moved Temporarily');
    expect(new Set(answers.map((answer) => answer.header('Identity'))).size).toBe(1);
    expect(await kept()).toBe(before + 1);
  });

  it('is answered by TCP too, however its messages are cut and joined', async () => {
    const one = inviteOf(own, called, []);
    const two = inviteOf('sip:+15155550123@pbx.example', called, ['Subject: a line', ' that is folded']);
    const stream = `\r\n${one}${two}`;
    const cut = [stream.slice(0, 100), stream.slice(100, one.length + 50), stream.slice(one.length + 50)];
    const answers = await bySipTcp(sip.port, cut, 2);
    expect(answers.map(({ status }) => status).sort()).toEqual(['302 Moved Temporarily', '403 Forbidden']);
  });
});

describe('a switch', () => {
  beforeAll(() => list(null, { 'trunk-7': account }));
  const statusOf = async (more: readonly string[]) => (await askSip(sip.port, inviteOf(own, called, more))).status;

  it('names the account by header or mapped trunk; unnamed, or named twice, it is refused and never guessed from the number', async () => {
    expect(await statusOf([`X-Compline-Account: ${account}`])).toBe('302 Moved Temporarily');
    expect(await statusOf(['X-Compline-Trunk: trunk-7'])).toBe('302 Moved Temporarily');
    const unnamed = await askSip(sip.port, inviteOf(own, called, []));
    expect([unnamed.status, unnamed.header('Reason')]).toEqual([
      '403 Forbidden',
      'SIP;cause=403;text="Account unknown"',
    ]);
    const foreign = `X-Compline-Account: ${other}`;
    for (const more of [
      ['X-Compline-Trunk: trunk-8'],
      [foreign],
      [`X-Compline-Account: ${account}`, foreign],
      [`X-Compline-Account: ${account}`, foreign, 'X-Compline-Trunk: trunk-7'],
    ])
      expect(await statusOf(more)).toBe('403 Forbidden');
  });

  it('gets an emergency call redirected although it names nobody', async () => {
    const answer = await askSip(sip.port, inviteOf('sip:anonymous@anonymous.invalid', 'sip:911@127.0.0.1', []));
    expect(answer.status).toBe('302 Moved Temporarily');
  });
});

describe('what nobody should send', () => {
  it('changes nothing for the next call: real messages with a piece changed, by UDP and TCP', async () => {
    const messages = fc.sample(mutatedSip, { numRuns: 300, seed: 7 });
    await bySipUdp(sip.port, messages, 500);
    for (const message of messages.slice(0, 40)) await bySipTcp(sip.port, [message], 0);
    // a message with a piece changed may be a call all the same, and counts against the account's limits
    const good = async () => (await askSip(sip.port, inviteOf(own, called, [`X-Compline-Account: ${account}`]))).status;
    await expect.poll(good, { timeout: 20_000, interval: 500 }).toBe('302 Moved Temporarily');
    expect(gate.complaints).toEqual([]);
  });

  it('a peer that sends its message drop by drop is cut off, and no more are let in than may be', async () => {
    const bounds = { ...usualBounds, messageMs: 300, connections: 1 };
    const tcp = await listenTcp(
      answering(gate.gate, () => {}),
      { host: '127.0.0.1', port: 0 },
      bounds,
    );
    const one = inviteOf(own, called, [`X-Compline-Account: ${account}`]);
    const slow = connect(tcp.port, '127.0.0.1');
    // cut off with what it still sends unread, it hears a reset
    slow.on('error', () => {});
    const gone = new Promise((resolve) => slow.once('close', resolve));
    await once(slow, 'connect');
    const drops = setInterval(() => slow.write('x'), 20);
    expect(await bySipTcp(tcp.port, [one], 1)).toEqual([]);
    await gone;
    clearInterval(drops);
    expect((await bySipTcp(tcp.port, [one], 1))[0]?.status).toBe('302 Moved Temporarily');
    await tcp.close();
  });
});

describe('an address', () => {
  it('belongs to one carrier in whatever spelling: a second that lists it hears so', async () => {
    for (const address of ['127.0.0.1', '::ffff:7f00:1', '[::FFFF:127.0.0.1]'])
      await expect(harbor.run(finn, addCredential, { name: 'Switch', kind: 'address', address })).rejects.toMatchObject(
        { type: 'already-exists' },
      );
  });
});

describe('what is no call', () => {
  const asking = (method: string, more: readonly string[]) =>
    sipRequest(method, called, { from: own, more, branch: newBranch() });

  it('OPTIONS is answered 200, an unknown method 405 with those that are taken, ACK not at all', async () => {
    expect((await askSip(sip.port, asking('OPTIONS', []))).status).toBe('200 OK');
    const refused = await askSip(sip.port, asking('PUBLISH', []));
    expect([refused.status, refused.header('Allow')]).toEqual([
      '405 Method Not Allowed',
      'INVITE, ACK, CANCEL, OPTIONS',
    ]);
    expect(await bySipUdp(sip.port, [asking('ACK', [])], 300)).toEqual([]);
  });

  it('CANCEL is answered 200 for a call that was asked about and 481 for another', async () => {
    const branch = newBranch();
    await askSip(sip.port, sipRequest('INVITE', called, { from: own, more: [], branch }));
    const cancel = sipRequest('CANCEL', called, { from: own, more: [], branch });
    expect((await askSip(sip.port, cancel)).status).toBe('200 OK');
    expect((await askSip(sip.port, asking('CANCEL', []))).status).toBe('481 Call/Transaction Does Not Exist');
  });

  it('a malformed request is answered 400 where its sender can tell to what, and else not at all', async () => {
    const good = inviteOf(own, called, []);
    const twice = good.replace('CSeq: 1', 'CSeq: 1 INVITE\r\nCSeq: 1');
    expect((await askSip(sip.port, twice)).status).toMatch(/^400 /);
    expect((await askSip(sip.port, good.replace('SIP/2.0\r\n', 'SIP/3.0\r\n'))).status).toMatch(/^505 /);
    const silent = [good.replace(/^Via.*\r\n/m, ''), good.replace(/^Call-ID.*\r\n/m, ''), 'hello', '\0\0', '\r\n\r\n'];
    expect(await bySipUdp(sip.port, [...silent, good.replace('switch', 'a\0b')], 300)).toEqual([]);
  });
});

describe('a port that is free for datagrams', () => {
  it('and taken for connections is left for another, where any will do', async () => {
    const taken = await Promise.all(
      Array.from({ length: 400 }, async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        return server;
      }),
    );
    for (let n = 0; n < 300; n += 1) {
      const listening = await listenSip(gate.gate, { host: '127.0.0.1', port: 0 }, () => {});
      await listening.close();
    }
    for (const server of taken) server.close();
  });
});
