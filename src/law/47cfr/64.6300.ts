import { rule, type Section } from '../rule.ts';

/** What a provider does with one call, or whether it cannot be told. */
export type Part = {
  readonly receives: 'from-own-end-user' | 'from-domestic-provider' | 'from-abroad' | 'unknown';
  /** `delivers`: to its own end user; `passes-on`: to another provider. */
  readonly sends: 'delivers' | 'passes-on' | 'unknown';
  /** Where the facilities stand at which the call comes in. */
  readonly facilities: 'in-the-united-states' | 'abroad' | 'unknown';
};

export const foreignVoiceServiceProvider = rule<{ readonly established: Part['facilities'] }>({
  cite: '47 CFR 64.6300(c)',
  duty: 'A foreign voice service provider serves callers or called parties outside the United States',
  effective: { from: '2021-06-30' },
  holds: ({ established }) => established === 'abroad',
});

export const gatewayProvider = rule<Part>({
  cite: '47 CFR 64.6300(d)',
  duty: 'A gateway provider takes a call from abroad at facilities in the United States and passes it on to another provider there',
  effective: { from: '2023-01-11' },
  holds: ({ receives, sends, facilities }) =>
    receives === 'from-abroad' && sends === 'passes-on' && facilities === 'in-the-united-states',
});

export const intermediateProvider = rule<Part>({
  cite: '47 CFR 64.6300(g)',
  duty: 'An intermediate provider carries a call that it neither originates nor terminates',
  effective: { from: '2021-06-30' },
  holds: ({ receives, sends }) =>
    (receives === 'from-domestic-provider' || receives === 'from-abroad') && sends === 'passes-on',
});

export const nonGatewayIntermediateProvider = rule<Part>({
  cite: '47 CFR 64.6300(i)',
  duty: 'A non-gateway intermediate provider is an intermediate provider that is no gateway for the call',
  effective: { from: '2024-02-26' },
  holds: ({ receives, sends }) => receives === 'from-domestic-provider' && sends === 'passes-on',
});

export const sipCall = rule<{ readonly protocol: 'sip' | 'non-ip' | 'unknown' }>({
  cite: '47 CFR 64.6300(l)',
  duty: 'A SIP call is begun, held and ended by the Session Initiation Protocol; the rest of a network is non-IP',
  effective: { from: '2021-06-30' },
  holds: ({ protocol }) => protocol === 'sip',
});

export const voiceService = rule<{
  readonly reaches: 'telephone-network' | 'closed-network' | 'unknown';
  readonly numbers: 'north-american' | 'none' | 'unknown';
}>({
  cite: '47 CFR 64.6300(o)',
  duty: 'Voice service is interconnected with the telephone network and gives end users numbers of the North American plan',
  effective: { from: '2021-06-30' },
  holds: ({ reaches, numbers }) => reaches === 'telephone-network' && numbers === 'north-american',
});

/** Definitions on caller ID authentication, 47 CFR 64.6300; their letters are recalled (doubt D-23). */
export const section646300: Section = {
  cite: '47 CFR 64.6300',
  rules: [
    foreignVoiceServiceProvider,
    gatewayProvider,
    intermediateProvider,
    nonGatewayIntermediateProvider,
    sipCall,
    voiceService,
  ],
  notEncoded: [],
};
