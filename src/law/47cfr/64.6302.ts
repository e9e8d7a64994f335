import { rule, type Section } from '../rule.ts';
import type { Credentials } from './64.6301.ts';

const from = '2021-06-30';

export const intermediateCredentials = rule<Credentials>({
  cite: '47 CFR 64.6302(a)',
  duty: 'An intermediate provider that must sign has a service provider code token and a certificate of its own',
  effective: { from: '2025-09-18' },
  holds: ({ token, certificate }) => token === 'valid' && certificate === 'valid',
});

export const passedOnUnaltered = rule<{
  readonly signedData: 'unaltered' | 'altered' | 'dropped' | 'none-received' | 'unknown';
  readonly why: 'technical-necessity' | 'security-threat' | 'neither' | 'unknown';
}>({
  cite: '47 CFR 64.6302(b)',
  duty: 'The signed data of a call is passed on unaltered, save for technical necessity or a threat to security',
  effective: { from },
  holds: ({ signedData, why }) =>
    signedData === 'unaltered' ||
    signedData === 'none-received' ||
    (signedData !== 'unknown' && (why === 'technical-necessity' || why === 'security-threat')),
});

/** An unsigned SIP call that came to an intermediate provider. */
export type UnsignedCall = {
  readonly signedOn: 'yes' | 'no' | 'unknown';
  /** Whether the provider works with the consortium and answers every traceback in full and on time. */
  readonly tracebacks: 'all-answered' | 'not-all' | 'unknown';
};

export const signedOrTraced = rule<UnsignedCall>({
  cite: '47 CFR 64.6302(c)',
  duty: 'An unsigned SIP call is signed, unless the provider works with the consortium and answers tracebacks fully and on time',
  effective: { from },
  holds: ({ signedOn, tracebacks }) => signedOn === 'yes' || tracebacks === 'all-answered',
});

export const gatewaySigns = rule<UnsignedCall & { readonly number: 'north-american' | 'foreign' | 'unknown' }>({
  cite: '47 CFR 64.6302(d)',
  duty: 'A gateway provider signs unsigned calls from abroad that show a number of the North American plan, without excuse',
  effective: { from: '2023-06-30' },
  holds: ({ signedOn, number }) => signedOn === 'yes' || number === 'foreign',
});

export const firstIntermediateSigns = rule<
  UnsignedCall & { readonly from: 'originating-provider' | 'other-provider' | 'unknown' }
>({
  cite: '47 CFR 64.6302(e)',
  duty: 'The first intermediate provider signs calls that come unsigned straight from the originating provider, without excuse',
  effective: { from: '2023-12-31' },
  holds: ({ signedOn, from: source }) => signedOn === 'yes' || source === 'other-provider',
});

/** Caller ID authentication by intermediate providers, 47 CFR 64.6302; lettered as since AUTH-2025 (doubt D-23). */
export const section646302: Section = {
  cite: '47 CFR 64.6302',
  rules: [intermediateCredentials, passedOnUnaltered, signedOrTraced, gatewaySigns, firstIntermediateSigns],
  notEncoded: [],
};
