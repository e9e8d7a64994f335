import { type Attestation, attestationFor } from '../../law/questions/attestation-for.ts';
import { isTollFree } from '../numbers/normalise.ts';
import type { Account } from './account.ts';
import type { Call, Judgement, Level } from './call.ts';
import type { Sight } from './judge.ts';
import type { Right } from './rights.ts';

const signedLevel = (computed: Level, asked: Level | null): Level =>
  asked !== null && asked > computed ? asked : computed;

/** A call that is carried at a level, never at a higher one than was asked for. */
export const carriedAt = (computed: Level, call: Call, why: string, right: Right | null): Judgement => {
  const attest = signedLevel(computed, call.asked);
  const lower = attest === computed ? '' : ` The caller asked for ${attest}.`;
  return {
    carry: true,
    emergency: false,
    refused: null,
    shadowed: null,
    attest,
    why: `${why}${lower}`,
    rightId: right?.id ?? null,
    forwarded: false,
  };
};

/** The call as the law is asked about it: over a connection that proves the account, by whoever may sign for this carrier. */
const levelOf = (sight: Sight, account: Account, right: Right | null, forwarded: boolean): Attestation =>
  attestationFor({
    at: sight.now,
    day: sight.day,
    role: 'originating',
    exchange: 'sip',
    received: 'unsigned',
    forwarded: forwarded ? 'with-evidence' : 'no',
    presentation: 'shown',
    customer: {
      service: 'active',
      account: 'authenticated',
      vetting: account.vettedUntil === null ? 'not-approved' : 'approved',
      vettedFrom: 0,
      vettedUntil: account.vettedUntil,
    },
    number: {
      kind:
        sight.from !== null && isTollFree({ firstNumber: sight.from, lastNumber: sight.from })
          ? 'toll-free'
          : 'geographic',
      caller: 'customer',
      right:
        right === null
          ? null
          : {
              basis: right.basis,
              evidence: right.verified ? 'verified' : 'unverified',
              from: 0,
              until: Number.isFinite(right.until) ? right.until : null,
              holder: 'customer',
            },
    },
    signer: { by: 'us', credentials: { token: 'valid', certificate: 'valid' } },
  });

/** A call that is carried, at the level that the law grants: on what it rests, or why nothing is signed. */
export const signedAs = (
  sight: Sight,
  account: Account,
  call: Call,
  right: Right | null,
  forwarded: boolean,
): Judgement => {
  const { level, reason } = levelOf(sight, account, right, forwarded);
  return level === 'none'
    ? { ...carriedAt('C', call, reason, right), attest: null, why: reason, forwarded }
    : { ...carriedAt(level, call, reason, right), forwarded };
};
