import { describe, expect, it } from 'vitest';
import { askLines } from './ask-tool.ts';

const ask = async (lines: readonly string[]) => {
  let out = '';
  async function* input() {
    yield Buffer.from(`${lines.join('\n')}\n`);
  }
  const { bad } = await askLines(input(), (chunk) => {
    out += chunk;
  });
  const answers: unknown[] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { answers, bad };
};

const call = {
  at: '2026-11-26T12:00:00-05:00',
  emergency: 'none',
  account: 'active',
  vetting: 'approved',
  strikes: 'clear',
  callerId: 'not-own',
  callerIdRule: 'own-only',
  forwarding: 'none',
  listing: 'none',
  analytics: null,
};
const signer = { by: 'us', credentials: { token: 'valid', certificate: 'valid' } };
const attested = {
  at: call.at,
  role: 'originating',
  exchange: 'sip',
  received: 'unsigned',
  forwarded: 'no',
  presentation: 'shown',
  customer: {
    service: 'active',
    account: 'authenticated',
    vetting: 'approved',
    vettedFrom: '2026-01-01T00:00:00-05:00',
    vettedUntil: null,
  },
  number: { kind: 'geographic', caller: 'customer', right: null },
  signer,
};
const upstream = { at: call.at, kind: 'gateway', listing: 'removed', number: 'north-american', emergency: 'none' };

describe('compline law ask', () => {
  it('answers each question on robocalls, one line a line', async () => {
    const { answers, bad } = await ask([
      JSON.stringify({ id: 'a', question: 'may-carry-call', facts: call }),
      JSON.stringify({ id: 'b', question: 'attestation-for', facts: attested }),
      JSON.stringify({ id: 'c', question: 'may-sign-for', facts: { at: call.at, signer } }),
      JSON.stringify({ id: 'd', question: 'upstream-listed', facts: upstream }),
      JSON.stringify({
        id: 'e',
        question: 'strike-consequence',
        facts: { events: [{ kind: 'wrong-caller-id', at: call.at, forwarding: 'none' }] },
      }),
    ]);
    expect(bad).toBe(0);
    expect(answers).toMatchObject([
      { id: 'a', allowed: false, missing: ['caller-id'], infraction: 'wrong-caller-id' },
      { id: 'b', allowed: true, level: 'B', missing: ['no-right'] },
      { id: 'c', allowed: true, basis: 'own-signature' },
      { id: 'd', allowed: false, cite: '47 CFR 64.6305(g)(3)', missing: ['removed'] },
      { id: 'e', standing: 'warned', consequence: 'warn', finding: 1 },
    ]);
  });
  it('reads the day in Eastern time: the list is a duty from midnight there', async () => {
    const listed = { ...call, callerId: 'own', listing: 'unused' };
    const { answers } = await ask(
      ['2025-12-15T04:59:59Z', '2025-12-15T05:00:00Z'].map((at) =>
        JSON.stringify({ id: at, question: 'may-carry-call', facts: { ...listed, at } }),
      ),
    );
    expect(answers).toMatchObject([{ cite: '47 CFR 64.1200(k)(2)' }, { cite: '47 CFR 64.1200(o)' }]);
  });
  it('names the fact that is missing or wrong, allows nothing, and goes on', async () => {
    const { answers, bad } = await ask([
      JSON.stringify({ id: 1, question: 'may-carry-call', facts: { ...call, listing: undefined } }),
      JSON.stringify({ id: 2, question: 'may-carry-call', facts: { ...call, at: '2026-11-26' } }),
      JSON.stringify({ id: 3, question: 'may-fly', facts: {} }),
      '{',
      '',
      JSON.stringify({ id: 6, question: 'may-carry-call', facts: { ...call, emergency: 'to-911', account: 'none' } }),
    ]);
    expect(bad).toBe(5);
    expect(answers).toMatchObject([
      { id: 1, line: 1, allowed: false, error: { detail: expect.stringContaining('facts.listing') } },
      { id: 2, line: 2, error: { detail: expect.stringContaining('facts.at') } },
      { id: 3, line: 3, error: { detail: expect.stringContaining('attestation-for') } },
      { id: null, line: 4, allowed: false },
      { id: null, line: 5 },
      { id: 6, allowed: true, basis: 'emergency' },
    ]);
  });
});
