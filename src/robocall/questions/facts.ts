import { z } from 'zod';
import { when } from '../../kernel/columns.ts';
import { parseInstant } from '../../kernel/time.ts';

// The facts of the questions on robocalls as JSON tells them: all of them total, as the law asks them.

const instant = when.transform((text) => parseInstant(text) ?? Number.NaN);

const credential = z.enum(['valid', 'expired', 'revoked', 'none', 'unknown']);
const credentials = z.strictObject({ token: credential, certificate: credential });

const signer = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('us'), credentials }),
  z.strictObject({
    by: z.literal('third-party'),
    credentials,
    terms: z.strictObject({
      levelDecidedBy: z.enum(['us', 'third-party', 'unknown']),
      certificate: z.enum(['ours', 'third-partys', 'unknown']),
      agreement: z.enum(['complete', 'incomplete', 'oral', 'none', 'unknown']),
    }),
  }),
]);

const right = z.strictObject({
  basis: z.enum(['assigned', 'ported-in', 'letter', 'toll-free', 'delegate-certificate']),
  evidence: z.enum(['verified', 'unverified', 'unknown']),
  from: instant,
  until: instant.nullable(),
  holder: z.enum(['customer', 'end-user', 'unknown']),
});

export const attestationFacts = z.strictObject({
  at: instant,
  role: z.enum(['originating', 'gateway', 'first-intermediate', 'intermediate', 'unknown']),
  exchange: z.enum(['sip', 'non-ip', 'unknown']),
  received: z.enum(['signed', 'unsigned', 'unknown']),
  forwarded: z.enum(['no', 'with-evidence']),
  presentation: z.enum(['shown', 'withheld']),
  customer: z.strictObject({
    service: z.enum(['active', 'emergency-only', 'suspended', 'ended', 'none', 'unknown']),
    account: z.enum(['authenticated', 'not-authenticated', 'unknown']),
    vetting: z.enum(['approved', 'not-approved', 'unknown']),
    vettedFrom: instant,
    vettedUntil: instant.nullable(),
  }),
  number: z.strictObject({
    kind: z.enum(['geographic', 'toll-free', 'unknown']),
    caller: z.enum(['customer', 'resellers-customer', 'unknown']),
    right: right.nullable(),
  }),
  signer,
});

export const signingFacts = z.strictObject({ at: instant, signer });

export const callFacts = z.strictObject({
  at: instant,
  emergency: z.enum(['none', 'to-911', 'to-933', 'to-988', 'to-public-safety', 'from-public-safety']),
  account: z.enum(['active', 'suspended', 'ended', 'none', 'unknown']),
  vetting: z.enum(['approved', 'overdue', 'lapsed', 'never', 'unknown']),
  strikes: z.enum(['clear', 'warned', 'termination-ordered', 'excepted', 'closed', 'unknown']),
  callerId: z.enum(['own', 'not-own', 'unknown']),
  callerIdRule: z.enum(['own-only', 'signed-b']),
  forwarding: z.enum(['evidence', 'none', 'unknown']),
  listing: z.enum(['none', 'inbound-only', 'invalid', 'unallocated', 'unused', 'unknown']),
  analytics: z
    .strictObject({
      weighs: z.enum(['several-signs-and-authentication', 'authentication-alone', 'unknown']),
      treats: z.enum(['all-alike', 'some-worse', 'unknown']),
      subscriber: z.enum(['may-opt-out', 'opted-out', 'not-told', 'unknown']),
    })
    .nullable(),
});

export const upstreamFacts = z.strictObject({
  at: instant,
  kind: z.enum(['voice-service-provider', 'foreign-provider', 'gateway', 'non-gateway-intermediate', 'unknown']),
  listing: z.enum(['listed', 'removed', 'verified-absent', 'could-not-check']),
  number: z.enum(['north-american', 'foreign', 'unknown']),
  emergency: z.enum(['to-911', 'of-public-safety', 'none', 'unknown']),
});

const finding = z.int().min(1);
const signed = { by: z.string(), reason: z.string() };

export const strikeFacts = z.strictObject({
  events: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('wrong-caller-id'),
        at: instant,
        forwarding: z.enum(['evidence', 'none', 'unknown']),
      }),
      z.strictObject({ kind: z.literal('warning-delivered'), at: instant, finding }),
      z.strictObject({ kind: z.literal('voided'), at: instant, finding, ...signed }),
      z.strictObject({ kind: z.literal('exception'), at: instant, ...signed }),
      z.strictObject({ kind: z.literal('closed'), at: instant }),
    ]),
  ),
});
