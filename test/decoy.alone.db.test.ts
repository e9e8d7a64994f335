import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestCarrier, TestHouse } from './house.ts';

// Equal timing without a clock: the work that takes time is counted. The spy lets every call through to the real argon2id.

type Verified = { readonly hashed: string; readonly password: string };
const verified: Verified[] = [];
vi.mock('@node-rs/argon2', async (real) => {
  const argon2 = await real<typeof import('@node-rs/argon2')>();
  const verify: typeof argon2.verify = (hashed, password) => {
    verified.push({ hashed: String(hashed), password: String(password) });
    return argon2.verify(hashed, password);
  };
  return { ...argon2, verify };
});

const { hashPassword, passwordMatches } = await import('../src/carriers/staff/passwords.ts');
const { operations } = await import('../src/operations.ts');
const { house } = await import('./house.ts');

let home: TestHouse;
let prairie: TestCarrier;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-06-01T15:00:00Z') });
});
afterAll(() => home.close());
beforeEach(() => {
  verified.length = 0;
});

/** What a verification costs: the kind of hash, its memory, passes and lanes. */
const costOf = (hashed: string): string => hashed.split('$').slice(1, 4).join('$');

describe('A password where there is none', () => {
  it('is verified against a real hash of the same cost, and matches nothing', async () => {
    const set = await hashPassword('seven quiet lanterns');
    expect(await passwordMatches(set, 'seven quiet lanterns')).toBe(true);
    expect(await passwordMatches(set, 'three tall ladders')).toBe(false);
    expect(await passwordMatches(null, 'three tall ladders')).toBe(false);
    expect(verified.map(({ hashed }) => costOf(hashed))).toEqual(Array(3).fill('argon2id$v=19$m=19456,t=2,p=1'));
    const [, , decoy] = verified;
    expect(decoy?.password).toBe('three tall ladders');
    expect(decoy?.hashed).not.toBe(set);
  });

  it('is verified as often for a login that does not exist, for a wrong password and for an account at rest', async () => {
    const portal = prairie.machine('portal', 'portal');
    const carla = await prairie.person('Carla Stein', 'compliance');
    const { id: customerId } = await prairie.run(carla, operations['customers.add'], { account: '1', name: 'Rosa' });
    const line = { customerId, category: 'interconnected-voip' } as const;
    await prairie.run(carla, operations['customers.services.add'], line);
    const sets = {
      what: 'online',
      login: 'rosa@mail.example',
      password: 'seven quiet lanterns',
      backup: null,
    } as const;
    expect(await prairie.run(portal, operations['online.begin'], { customerId, sets })).toMatchObject({
      outcome: 'set',
    });
    const costs = async (login: string, password: string) => {
      verified.length = 0;
      const { outcome } = await prairie.run(portal, operations['online.check'], {
        login,
        password,
        origin: '192.0.2.1',
      });
      return { outcome, costs: verified.map(({ hashed }) => costOf(hashed)) };
    };
    const known = await costs('rosa@mail.example', 'three tall ladders');
    expect(known).toEqual({ outcome: 'wrong', costs: ['argon2id$v=19$m=19456,t=2,p=1'] });
    expect(await costs('nobody@mail.example', 'three tall ladders')).toEqual(known);
    for (let n = 0; n < 2; n += 1) await costs('rosa@mail.example', 'three tall ladders');
    const resting = await costs('rosa@mail.example', 'seven quiet lanterns');
    expect(resting).toEqual({ ...known, outcome: 'locked' });
  });
});
