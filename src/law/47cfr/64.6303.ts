import { rule, type Section } from '../rule.ts';

/** What is done about the parts of a network that cannot carry a signature. */
export type NonIpNetwork = {
  readonly network: 'all-ip' | 'some-non-ip' | 'unknown';
  /** Proof that is at hand today. */
  readonly proof:
    | 'member-of-working-group'
    | 'represented-in-working-group'
    | 'testing-a-solution'
    | 'none'
    | 'unknown';
};

const met = ({ network, proof }: NonIpNetwork): boolean =>
  network === 'all-ip' || (proof !== 'none' && proof !== 'unknown');

export const nonIpNetwork = rule<NonIpNetwork>({
  cite: '47 CFR 64.6303(a)',
  duty: 'A network goes over to SIP, or proof is at hand of a part in a working group or in tests of a non-IP solution',
  effective: { from: '2021-06-30' },
  holds: met,
});

export const gatewayNonIpNetwork = rule<NonIpNetwork>({
  cite: '47 CFR 64.6303(b)',
  duty: 'A gateway provider does the same for its network',
  effective: { from: '2023-06-30' },
  holds: met,
});

/** Caller ID authentication in non-IP networks, 47 CFR 64.6303. The framework that FCC 25-25 proposes is no rule. */
export const section646303: Section = {
  cite: '47 CFR 64.6303',
  rules: [nonIpNetwork, gatewayNonIpNetwork],
  notEncoded: [],
};
