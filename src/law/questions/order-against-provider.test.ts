import { expect, it } from 'vitest';
import { orderAgainstProvider } from './order-against-provider.ts';
import { weighs } from './weighs.ts';

it('The calls of a provider that an order names are not taken while the order is in force; ours may be handed to it', () => {
  for (const direction of ['upstream', 'both'] as const) {
    expect(orderAgainstProvider({ order: 'in-force', direction })).toMatchObject({
      allowed: false,
      cite: '47 CFR 64.1200(n)(3)',
      weighed: [{ cite: '47 CFR 64.1200(n)(3)', held: false }],
    });
    for (const order of ['ended', 'none'] as const)
      expect(orderAgainstProvider({ order, direction }).allowed).toBe(true);
  }
  expect(orderAgainstProvider({ order: 'in-force', direction: 'downstream' }).allowed).toBe(true);
});

it('Where nobody knows whether an order names a provider its calls are not taken', () => {
  const answer = orderAgainstProvider({ order: 'unknown', direction: 'upstream' });
  expect(answer.allowed).toBe(false);
  expect(answer.reason).toMatch(/until it is known that it is another/);
});

it('asks only what `law where` knows', () => {
  expect(weighs.get('order-against-provider')).toEqual([
    orderAgainstProvider({ order: 'in-force', direction: 'upstream' }).cite,
  ]);
});
