import type { TestCarrier } from '../../../test/house.ts';
import type { Period } from '../../carriers/promises/controls.ts';
import { providerControls } from './controls.ts';

const numbers: Readonly<Record<string, string>> = {
  'Acme Voice LLC': '0011111111',
  'Gone Voice LLC': '0022222222',
};

/** A file of the Robocall Mitigation Database that lists these providers. */
export const databaseOf = (...names: readonly string[]): string =>
  [
    'number,frn,business_name,business_address,foreign_voice_provider,other_frns,other_dba_names,implementation,voice_service_provider_choice,gateway_provider_choice,intermediate_provider_choice,last_updated,last_recertified',
    ...names.map(
      (name, n) => `RMD000${n},${numbers[name]},${name},1 Main St,No,,,Complete,Yes,No,No,2026-02-20,2026-02-20`,
    ),
    '',
  ].join('\n');

export const june: Period = { from: Date.parse('2026-06-01T05:00:00Z'), until: Date.parse('2026-07-01T05:00:00Z') };

/** What the control says of a period. */
export const providerControl = (carrier: TestCarrier, period: Period) =>
  carrier.look((ctx) => {
    const [only] = providerControls;
    if (only === undefined) throw new Error('one control');
    return only.check(ctx, period);
  });
