// The numbers in use are the numbers that judge: the plan prints them, nothing else decides.
import { expect, it } from 'vitest';
import { listThresholds } from './list.ts';
import { expected } from './uses.ts';

it('Every limit in use is told with where suspicion begins and is full, by declared use where it depends on it', async () => {
  const { inUse, published } = listThresholds.gives.parse(await listThresholds.run(undefined, {}));
  expect(inUse.flagFrom).toBe(0.5);
  expect(inUse.all).toContainEqual({ name: 'ringOnce', begins: 0.15, full: 0.5 });
  const of = (use: string) => inUse.byUse.find((one) => one.use === use)?.ranges;
  expect(of('conversation')).toContainEqual({ name: 'short6', begins: 0.22, full: 0.5 });
  // recorded notices are not asked for long talks, and a business calls when it likes
  expect(of('notices')?.map(({ name }) => name)).not.toContain('over120');
  expect(of('conversation')?.map(({ name }) => name)).not.toContain('outsideHours');
  expect(published.find(({ name }) => name === 'telnyx-short-calls')).toMatchObject({
    kind: 'commercial',
    tests: [{ metric: 'short6 of answered', limit: 0.15, fewest: 20 }],
  });
  expect(published.filter(({ kind }) => kind === 'rule').map(({ name }) => name)).toEqual([
    'calling-hours',
    'abandonment',
  ]);
});

it('judges nobody who declared nothing more strictly than a lawful use that has such a limit, and by no list whom the registry need not bind', () => {
  const { undeclared, ...declared } = expected;
  for (const use of Object.values(declared))
    for (const of of ['short6', 'under15', 'invalid', 'outsideHours'] as const)
      if (use[of][0] <= 1) expect(undeclared[of][0]).toBeGreaterThanOrEqual(use[of][0]);
  for (const use of Object.values(declared))
    for (const of of ['over120', 'completion'] as const)
      if (use[of][0] >= 0) expect(undeclared[of][0]).toBeLessThanOrEqual(use[of][0]);
  for (const use of ['undeclared', 'reseller', 'conversation'] as const)
    expect(expected[use].doNotCall[0]).toBeGreaterThan(1);
  expect(undeclared).toMatchObject({ under15: [0.85, 0.95], invalid: [0.28, 0.5], completion: [0.07, 0.02] });
});
