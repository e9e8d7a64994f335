import { rule, type Section } from '../rule.ts';

/** Lines with those of affiliates; null when not known. */
export type SmallProvider = {
  readonly lines: number | null;
  readonly facilities: 'own' | 'none' | 'unknown';
};

const small = ({ lines }: SmallProvider): boolean => lines !== null && lines <= 100_000;

export const smallProviders = rule<SmallProvider>({
  cite: '47 CFR 64.6304(a)',
  duty: 'A provider of 100,000 lines or fewer need not sign yet',
  effective: { from: '2021-06-30', until: '2022-06-30' },
  holds: small,
});

export const smallProvidersWithFacilities = rule<SmallProvider>({
  cite: '47 CFR 64.6304(a)',
  duty: 'A provider of 100,000 lines or fewer need not sign yet if it has facilities of its own',
  effective: { from: '2022-07-01', until: '2023-06-30' },
  holds: (provider) => small(provider) && provider.facilities === 'own',
});

export const withoutToken = rule<{
  readonly token: 'held' | 'could-be-obtained' | 'cannot-be-obtained' | 'unknown';
  readonly tried: 'diligently' | 'not' | 'unknown';
}>({
  cite: '47 CFR 64.6304(b)',
  duty: 'A provider that tries and cannot obtain a service provider code token need not sign until it can',
  effective: { from: '2021-06-30' },
  holds: ({ token, tried }) => token === 'cannot-be-obtained' && tried === 'diligently',
});

export const nonIpParts = rule<{ readonly network: 'ip' | 'non-ip' | 'unknown' }>({
  cite: '47 CFR 64.6304(d)',
  duty: 'The parts of a network that cannot begin, hold and end SIP calls need not sign; 64.6303 asks its own of them',
  effective: { from: '2021-06-30' },
  holds: ({ network }) => network === 'non-ip',
});

/** Extensions of the time to authenticate caller ID, 47 CFR 64.6304. */
export const section646304: Section = {
  cite: '47 CFR 64.6304',
  rules: [smallProviders, smallProvidersWithFacilities, withoutToken, nonIpParts],
  notEncoded: [
    {
      cite: '47 CFR 64.6304(c)',
      why: 'Ended on 2022-06-30, for services that were about to be discontinued; no claim to it is weighed.',
    },
  ],
};
