import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { assessHarm } from './assess.ts';
import { determineBreach, recordBreach } from './enter.ts';
import { printReportForm, showReportForm } from './report-form.ts';

let home: TestHouse;

beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

describe('The report prepared for the central facility', () => {
  it('is filled from the record and names what nobody knows yet', async () => {
    const prairie = await home.carrier({ frn: null, clock: Date.parse('2026-11-20T15:00:00Z') });
    const carla = await prairie.person('Carla Byrne', 'compliance');
    const { id: breachId } = await prairie.run(carla, recordBreach, {
      discoveredAt: '2026-11-19T09:00:00-06:00',
      intentional: 'unknown',
      cpni: ['call-detail', 'billing'],
      customers: null,
      circumstances: 'A clerk sold call lists.',
    });
    const early = await prairie.run(carla, showReportForm, { breachId });
    expect(early.gaps).toEqual(['FCC registration number', 'Reasonably determined', 'Intent', 'Customers affected']);
    await prairie.run(carla, determineBreach, {
      breachId,
      determinedOn: '2026-11-20',
      intentional: 'yes',
      cpni: ['call-detail'],
      customers: 1040,
    });
    const ready = await prairie.run(carla, showReportForm, { breachId });
    expect(ready.gaps).toEqual(['FCC registration number']);
    const value = (name: string) => ready.fields.find((one) => one.name === name)?.value;
    expect([value('customers'), value('intent'), value('cpni')]).toEqual(['1,040', 'intentional', 'call-detail']);
    expect((await prairie.stream(carla, printReportForm, { breachId }, '')).slice(0, 5)).toBe('%PDF-');
  });

  it('says for whom harm is urgent and which agency was asked, or that nobody was yet', async () => {
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-11-20T15:00:00Z') });
    const lena = await lakes.person('Lena Fox', 'compliance');
    const { id: breachId } = await lakes.run(lena, recordBreach, {
      discoveredAt: '2026-11-19T09:00:00-06:00',
      intentional: 'yes',
      cpni: ['call-detail'],
      customers: 2,
      circumstances: 'A clerk sold call lists.',
    });
    const urgency = async () => {
      const { fields, gaps } = await lakes.run(lena, showReportForm, { breachId });
      const values = fields.filter(({ name }) => name === 'urgentHarm' || name === 'consulted');
      return { values: values.map(({ value }) => value), asked: !gaps.includes('Agency consulted') };
    };
    expect(await urgency()).toEqual({ values: ['none stated'], asked: true });
    const judged = { harm: 'immediate-and-irreparable', whom: 'Two women', why: 'A stalker holds the lists.' } as const;
    await lakes.run(lena, assessHarm, { breachId, ...judged, agency: null, consultedOn: null });
    expect(await urgency()).toEqual({ values: ['Two women: A stalker holds the lists.', null], asked: false });
    await lakes.run(lena, assessHarm, { breachId, ...judged, agency: 'FBI Omaha', consultedOn: '2026-11-20' });
    expect((await urgency()).values).toEqual(['Two women: A stalker holds the lists.', 'FBI Omaha, 2026-11-20']);
  });

  it('is neither for agents nor for another carrier', async () => {
    const lakes = await home.carrier({ name: 'Lakes Telephone Company' });
    const lena = await lakes.person('Lena Fox', 'compliance');
    const agnes = await lakes.person('Agnes Ortiz', 'agent');
    const breachId = '00000000-0000-4000-8000-000000000000';
    await expect(lakes.run(agnes, showReportForm, { breachId })).rejects.toThrow(/one of the roles/);
    await expect(lakes.run(lena, showReportForm, { breachId })).rejects.toThrow(/no such breach/);
  });
});
