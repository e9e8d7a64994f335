import type { ThresholdKind } from './kind.ts';
import type { Preset } from './presets.ts';

const told = (name: string, says: string, kind: ThresholdKind, source: string, window: string): Preset => ({
  ...{ name, says, kind, source, window },
  when: 'all',
  tests: [],
});

/** Published thresholds of what counts of calls do not hold: they are shown with source and kind, and flag nothing. */
export const toldPresets: readonly Preset[] = [
  told(
    'qwest-short-calls',
    'more than 10 % of calls last less than seven seconds',
    'commercial',
    'Qwest 2008, press text',
    'month',
  ),
  told(
    'twilio-default-limits',
    'one call a second for an account or trunk unless more is agreed',
    'commercial',
    'Twilio, documentation',
    'second',
  ),
  told(
    'simwood-default-limits',
    '3 calls a second and 30 channels unless more is agreed',
    'commercial',
    'Simwood, documentation',
    'second',
  ),
  told(
    'telnyx-default-limits',
    '2 calls at once, 10 after the second step of verification',
    'commercial',
    'Telnyx, documentation',
    'second',
  ),
  told(
    'non-cli-default-limits',
    '10 calls a second and 30 channels unless more is agreed',
    'commercial',
    'non-cli.site',
    'second',
  ),
  told(
    'xcast-tracebacks',
    'three traceback tickets, subpoenas or civil investigative demands end a high-risk customer',
    'court-order',
    'United States v. XCast Labs, 2:23-cv-03646, order',
    'twelve months',
  ),
  told(
    'third-traceback',
    'a third traceback in twelve months suspends a provider from the database',
    'proposal',
    'EPIC and NCLC, proposal to the FCC',
    'twelve months',
  ),
  told(
    'calling-hours',
    'telephone solicitation outside 8 a.m. to 9 p.m. at the called party',
    'rule',
    '47 CFR 64.1200(c)(1); 16 CFR 310.4(c)',
    'day',
  ),
  told(
    'abandonment',
    'more than 3 % of calls answered by a person abandoned',
    'rule',
    '47 CFR 64.1200(a)(7); 16 CFR 310.4(b)(4)',
    'thirty days, a campaign',
  ),
  told(
    'honeypot-neighbours',
    '3 % of robocalls to a honeypot show a number of its exchange, 6 % one of its area code',
    'research',
    'NCSU, Who is calling?, USENIX Security 2020',
    'any',
  ),
  told(
    'robocalls-by-attestation',
    '22.9 % of calls signed B and 18.6 % of those signed C were robocalls in June 2023',
    'research',
    'TransNexus, STIR/SHAKEN statistics',
    'month',
  ),
];
