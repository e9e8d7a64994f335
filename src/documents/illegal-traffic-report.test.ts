import { describe, expect, it } from 'vitest';
import { exampleIllegalTrafficReport } from './example-facts.ts';
import type { IllegalTrafficReport } from './illegal-traffic-report.ts';
import { textOf } from './read-pdf.ts';
import { render } from './render.ts';

const textFor = async (result: IllegalTrafficReport['result'], more: Partial<IllegalTrafficReport>) =>
  (await textOf(render({ ...exampleIllegalTrafficReport, result, ...more }))).replace(/\s+/g, ' ');

describe('The report on a notice of suspected illegal traffic', () => {
  it('certifies the block and tells the plan where the traffic was ours', async () => {
    const text = await textFor(exampleIllegalTrafficReport.result, {});
    expect(text).toContain('originated the identified traffic');
    expect(text).toContain('certifies that it is blocking the identified traffic and will continue to do so');
    expect(text).toContain('Calls with the number are refused');
    expect(text).toContain('June 1, 2026: The account was suspended.');
  });

  it.each([
    [{ kind: 'not-illegal' }, 'concluded that the identified traffic is not illegal'],
    [
      { kind: 'passed-on', upstream: 'Acme Voice LLC' },
      'neither originated the identified traffic nor was its gateway',
    ],
    [{ kind: 'none-found' }, 'found none of the identified traffic'],
  ] as const)('certifies nothing where there is nothing to block: %o', async (result, words) => {
    const text = await textFor(result, { actions: [] });
    expect(text).toContain(words);
    expect(text).not.toContain('certifies');
    expect(text).toContain('Nothing beyond the investigation.');
  });

  it('names the field where a certificate would stand without a plan or without a deed', () => {
    const without = {
      ...exampleIllegalTrafficReport,
      result: { kind: 'blocking', role: 'gateway', plan: ' ' },
    } as const;
    expect(() => render(without)).toThrow(/result\.plan is empty/);
    expect(() => render({ ...exampleIllegalTrafficReport, actions: [] })).toThrow(/actions is empty/);
  });
});
