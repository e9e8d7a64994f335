// The words of the plan: each is bound to a control that exists, none rests on effort alone, and our own linter finds no error in them.
import { describe, expect, it } from 'vitest';
import { mitigationPlan } from '../../../documents/mitigation-plan.ts';
import { controls } from '../../../operations/controls.ts';
import { library } from '../../../robocall/acceptable-use/clauses.ts';
import { listThresholds } from '../../../robocall/traffic/thresholds/list.ts';
import { declaredAs } from '../../../robocall/traffic/thresholds/uses.ts';
import { lint } from '../../lint/lint.ts';
import { differing, saidNow } from '../judge.ts';
import { exampleRegistration } from '../registration.example.ts';
import type { PlanTelling } from '../telling.ts';
import { planChapters } from './chapters.ts';

const telling: PlanTelling = {
  profile: {
    ...{ name: 'Prairie Telephone, LLC', frn: '0012345678', formerNames: [] },
    address: '100 Grand Avenue, Des Moines, IA 50309',
    operatingCompanyNumbers: ['709J'],
  },
  registration: exampleRegistration,
  limits: { callsPerSecond: 20, sessions: 500 },
  signedB: 'none',
  shadowed: 'none',
  acceptableUse: { version: 3, clauses: library },
  lists: new Set(['do-not-originate', 'invalid', 'unallocated']),
  certificate: { code: '709J' },
  upstream: 'none',
  wholesale: 'none',
};

const printed = (of: PlanTelling): string => {
  const said = saidNow(of);
  const page = mitigationPlan({
    kind: 'mitigation-plan',
    edition: 'complete',
    carrier: of.profile.name,
    createdAt: '2026-11-23T09:00:00-06:00',
    demo: false,
    version: 2,
    effectiveOn: '2026-11-23',
    supersedes: { version: 1, effectiveOn: '2026-02-10' },
    sections: [...new Set(said.map(({ section }) => section))].map((heading) => ({
      heading,
      sentences: said
        .filter(({ section }) => section === heading)
        .map(({ text }) => ({ text, treatment: 'public' as const })),
    })),
    signatory: { name: 'Olga Grant', title: 'Chief Executive Officer' },
    signature: { kind: 'conformed', name: 'Olga Grant', signedOn: '2026-11-23' },
  });
  return page.blocks
    .flatMap((block) => {
      if (block.kind === 'heading' || block.kind === 'paragraph') return [block.text];
      if (block.kind === 'numbered') return [`${block.number} ${block.text}`];
      if (block.kind === 'signature') return [block.signed ?? '', ...block.under, `Date: ${block.dated}`];
      return block.kind === 'fields' ? block.rows.map(({ label, value }) => `${label}: ${value}`) : [];
    })
    .join('\n\n');
};
const findings = (of: PlanTelling, role: 'voice-service-provider' | 'gateway' | 'intermediate') =>
  lint(printed(of), { kind: 'mitigation-plan', year: null, filed: '2026-11-23', today: '2026-11-23', role }).map(
    ({ code, severity, message }) => `${severity} ${code} ${message}`,
  );

const { registration } = telling;
const variants: readonly (readonly [string, PlanTelling, 'voice-service-provider' | 'gateway' | 'intermediate'])[] = [
  ['a voice service provider that signs all calls', telling, 'voice-service-provider'],
  [
    'one without network control, without number or policy',
    {
      ...telling,
      acceptableUse: null,
      limits: null,
      lists: new Set<string>(),
      certificate: null,
      profile: { ...telling.profile, operatingCompanyNumbers: [] },
      registration: {
        ...registration,
        status: 'none',
        extension: {
          kind: 'no-network-control',
          paragraph: null,
          because: 'it resells the service of another provider, which signs the calls.',
        },
      },
    },
    'voice-service-provider',
  ],
  [
    'one that claims an extension that still runs',
    {
      ...telling,
      registration: {
        ...registration,
        status: 'partial',
        extension: {
          kind: 'extension',
          paragraph: '64.6304(d)',
          because: 'its trunks to two rural exchanges are time-division multiplexed and carry no SIP.',
        },
      },
    },
    'voice-service-provider',
  ],
  [
    'a gateway',
    { ...telling, upstream: 'some', wholesale: 'some', registration: { ...registration, roles: ['gateway'] } },
    'gateway',
  ],
  [
    'a voice service provider that also passes calls on, with a vendor and an action against it',
    {
      ...telling,
      upstream: 'some',
      wholesale: 'some',
      signedB: 'some',
      registration: {
        ...registration,
        roles: ['voice-service-provider', 'non-gateway-intermediate'],
        analyticsVendors: [{ name: 'Example Analytics, Inc', what: 'scores of calls' }],
        affiliates: [{ name: 'Prairie Wireless, LLC', what: 'wireless service' }],
        enforcement: [
          {
            agency: 'Iowa Attorney General',
            about: 'calls of one former customer',
            beganOn: '2025-04-01',
            status: 'closed on 2025-09-30',
            findings: 'suspected spoofing by that customer, whose service was ended',
          },
        ],
      },
    },
    'voice-service-provider',
  ],
];

describe('A plan written from the record', () => {
  it.each(variants)('of %s lints clean', (_, of, role) => {
    expect(findings(of, role)).toEqual([]);
  });

  it('has no sentence without a control that exists, and no code twice', () => {
    const known = new Set(controls.map(({ id }) => id));
    const templates = planChapters.flatMap(({ templates: all }) => all);
    expect(templates.filter((one) => one.controls.length === 0 || !one.controls.every((id) => known.has(id)))).toEqual(
      [],
    );
    expect(new Set(templates.map(({ code }) => code)).size).toBe(templates.length);
  });

  it('differs in exactly the sentence that tells of what was changed', () => {
    const now = saidNow({ ...telling, limits: { callsPerSecond: 30, sessions: 500 } });
    expect(differing(saidNow(telling), now)).toEqual(['limits']);
    expect(differing(saidNow(telling), saidNow({ ...telling, shadowed: 'some' }))).toEqual(['limits']);
    expect(differing(saidNow(telling), saidNow(telling))).toEqual([]);
    expect(differing(saidNow(telling), saidNow({ ...telling, upstream: 'some' }))).toEqual([
      'no-upstream',
      'upstream-listed',
    ]);
  });

  it('prints every number by which traffic is judged, those for all accounts and those by what each declared', async () => {
    const { inUse } = listThresholds.gives.parse(await listThresholds.run(undefined, {}));
    const text = (code: string) => saidNow(telling).find((one) => one.code === code)?.text ?? '';
    /** As a share, as a count, or as how seldom chance brings it. */
    const ways = (n: number) => [
      `${Math.round(n * 1000) / 10} percent`,
      `${Math.round(n * 100) / 100} `,
      `once in ${Math.round(10 ** n)} times`,
    ];
    // 2 percent does not stand in 12 percent
    const stands = (n: number, within: string) =>
      ways(n).some((way) => new RegExp(`(?<![\\d.])${way.replaceAll('.', '\\.')}`).test(within));
    expect(inUse.all.length).toBeGreaterThan(20);
    expect(inUse.all.filter(({ begins }) => !stands(begins, text('thresholds')))).toEqual([]);
    expect(text('thresholds')).toContain(`a score of ${inUse.flagFrom} `);
    const uses = text('thresholds-by-use').split('; for ');
    for (const { use, ranges } of inUse.byUse) {
      const own = uses.find((one) => one.replace(/^.*, for /, '').startsWith(declaredAs[use])) ?? '';
      expect([use, ranges.filter(({ begins }) => !stands(begins, own))]).toEqual([use, []]);
    }
  });

  it('prints every wording of the acceptable use policy that customers accepted', () => {
    for (const { text } of library) expect(printed(telling)).toContain(text);
  });
});
