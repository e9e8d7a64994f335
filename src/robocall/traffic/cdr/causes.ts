import type { Outcome } from '../canonical.ts';

type Cause = { readonly q850: number | null; readonly outcome: Outcome | null };

const cause = (q850: number | null, outcome: Outcome | null): Cause => ({ q850, outcome });

/**
 * FreeSWITCH's names of causes with the Q.850 value that each name stands for; those of its own (above 127) have none. Names that
 * tell nothing of a call that was not answered have no outcome.
 */
export const freeswitchCauses: ReadonlyMap<string, Cause> = new Map([
  ['NORMAL_CLEARING', cause(16, null)],
  ['NORMAL_UNSPECIFIED', cause(31, null)],
  ['ORIGINATOR_CANCEL', cause(null, 'cancelled')],
  ['NO_ANSWER', cause(19, 'no_answer')],
  ['NO_USER_RESPONSE', cause(18, 'no_answer')],
  ['SUBSCRIBER_ABSENT', cause(20, 'no_answer')],
  ['NO_PICKUP', cause(null, 'no_answer')],
  ['ALLOTTED_TIMEOUT', cause(null, 'no_answer')],
  ['USER_BUSY', cause(17, 'busy')],
  ['UNALLOCATED_NUMBER', cause(1, 'invalid_number')],
  ['NUMBER_CHANGED', cause(22, 'invalid_number')],
  ['INVALID_NUMBER_FORMAT', cause(28, 'invalid_number')],
  ['CALL_REJECTED', cause(21, 'rejected')],
  ['DECLINE', cause(null, 'rejected')],
  ['UNWANTED', cause(null, 'rejected')],
  ['REJECT_ALL', cause(null, 'rejected')],
  ['NO_IDENTITY', cause(null, 'identity_failure')],
  ['BAD_IDENTITY_INFO', cause(null, 'identity_failure')],
  ['UNSUPPORTED_CERTIFICATE', cause(null, 'identity_failure')],
  ['INVALID_IDENTITY', cause(null, 'identity_failure')],
  ['STALE_DATE', cause(null, 'identity_failure')],
  ['NORMAL_TEMPORARY_FAILURE', cause(41, 'network_failure')],
  ['NORMAL_CIRCUIT_CONGESTION', cause(34, 'network_failure')],
  ['SWITCH_CONGESTION', cause(42, 'network_failure')],
  ['NETWORK_OUT_OF_ORDER', cause(38, 'network_failure')],
  ['RECOVERY_ON_TIMER_EXPIRE', cause(102, 'network_failure')],
  ['INTERWORKING', cause(127, null)],
]);

/** Asterisk's dispositions, as words and as the numbers some backends store. NO ANSWER is whatever was not answered, busy or failed. */
export const asteriskDispositions: ReadonlyMap<string, Outcome> = new Map([
  ['ANSWERED', 'answered'],
  ['8', 'answered'],
  ['NO ANSWER', 'no_answer'],
  ['0', 'no_answer'],
  ['BUSY', 'busy'],
  ['4', 'busy'],
  ['CANCEL', 'cancelled'],
  ['CONGESTION', 'network_failure'],
  ['16', 'network_failure'],
  ['FAILED', 'network_failure'],
  ['2', 'network_failure'],
]);
