import { describe, expect, it } from 'vitest';
import type { FetchedCertificate } from './certificate-fetch.ts';
import { fetchSparingly, usualSparing } from './fetch-sparingly.ts';

const good: FetchedCertificate = {
  outcome: 'fetched',
  body: Buffer.from('abc'),
  contentType: null,
  cacheControl: null,
  expires: null,
};
const bad: FetchedCertificate = { outcome: 'failed', why: 'closed', fault: 'host' };
const absent: FetchedCertificate = { outcome: 'failed', why: '404', fault: 'address' };
const unasked: FetchedCertificate = { outcome: 'failed', why: 'has a query', fault: 'unasked' };
const sparing = { failureStandsMs: 1000, failuresOfHost: 3, hostRestsMs: 10_000, most: 100, mostInFlight: 50 };

/** A repository whose answers are set by the test, and what it was asked. */
const repository = () => {
  const asked: string[] = [];
  const state: { answer: FetchedCertificate } = { answer: good };
  const fetch = async (url: string) => {
    asked.push(url);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return state.answer;
  };
  return { asked, state, fetch: fetchSparingly(fetch, sparing) };
};

describe('Certificates are fetched sparingly', () => {
  it('one request an address at a time, for all who ask meanwhile', async () => {
    const { asked, fetch } = repository();
    const answers = await Promise.all(Array.from({ length: 50 }, () => fetch('https://a.example/1', 0)));
    expect(new Set(answers)).toEqual(new Set([good]));
    expect(asked).toHaveLength(1);
    await fetch('https://a.example/1', 0);
    expect(asked).toHaveLength(2);
  });

  it('a failure stands a while for its address and for no other', async () => {
    const { asked, state, fetch } = repository();
    state.answer = bad;
    expect(await fetch('https://a.example/1', 0)).toBe(bad);
    state.answer = good;
    expect(await fetch('https://a.example/1', 999)).toBe(bad);
    expect(await fetch('https://a.example/2', 999)).toBe(good);
    expect(await fetch('https://a.example/1', 1000)).toBe(good);
    expect(asked).toHaveLength(3);
  });

  it('a host that fails three times rests; then one request tries it, and success forgets everything', async () => {
    const { asked, state, fetch } = repository();
    state.answer = bad;
    for (const path of [1, 2, 3]) await fetch(`https://a.example/${path}`, 0);
    expect(await fetch('https://a.example/4', 9999)).toMatchObject({
      why: 'a.example failed several times and is left alone for a while.',
    });
    expect(asked).toHaveLength(3);
    const tries = [4, 5, 6].map((path) => fetch(`https://a.example/${path}`, 10_000));
    await Promise.all(tries);
    expect(asked).toHaveLength(4);
    state.answer = good;
    expect(await fetch('https://b.example/1', 10_000)).toBe(good);
    expect(await fetch('https://a.example/7', 20_000)).toBe(good);
    expect(await fetch('https://a.example/8', 20_001)).toBe(good);
    state.answer = bad;
    for (const path of [9, 10]) await fetch(`https://a.example/${path}`, 20_002);
    state.answer = good;
    expect(await fetch('https://a.example/11', 20_003)).toBe(good);
  });

  it('a host is not left alone for addresses that a stranger makes up there', async () => {
    const { asked, state, fetch } = repository();
    for (const answer of [absent, unasked]) {
      state.answer = answer;
      for (const path of [1, 2, 3, 4, 5]) await fetch(`https://a.example/${answer.outcome}/${path}${asked.length}`, 0);
    }
    state.answer = good;
    expect(await fetch('https://a.example/818H.pem', 0)).toBe(good);
  });

  it('a host that rested is open again once it answers, if only that it has no such certificate', async () => {
    const { state, fetch } = repository();
    state.answer = bad;
    for (const path of [1, 2, 3]) await fetch(`https://a.example/${path}`, 0);
    state.answer = absent;
    expect(await fetch('https://a.example/4', 10_000)).toBe(absent);
    state.answer = good;
    expect(await fetch('https://a.example/5', 10_001)).toBe(good);
  });

  it('remembers so many addresses and no more', async () => {
    const { asked, state, fetch } = repository();
    state.answer = bad;
    for (let count = 0; count < 150; count += 1) await fetch(`https://${count}.example/`, 0);
    await fetch('https://149.example/', 1);
    expect(asked).toHaveLength(150);
    await fetch('https://0.example/', 1);
    expect(asked).toHaveLength(151);
  });

  it('so many at a time and no more, and goes on when they are done', async () => {
    const { asked, fetch } = repository();
    const answers = await Promise.all(Array.from({ length: 60 }, (_, count) => fetch(`https://${count}.example/`, 0)));
    expect(answers.filter(({ outcome }) => outcome === 'failed')).toHaveLength(10);
    expect(asked).toHaveLength(50);
    expect(await fetch('https://59.example/', 1)).toBe(good);
  });

  it('a signer’s repository is tried again within a minute', () => {
    expect(usualSparing.failureStandsMs).toBeLessThan(60_001);
    expect(usualSparing.hostRestsMs).toBeLessThan(60_001);
  });
});
