/** Every way a request can be refused as undoable (RFC 9457). A lawful "no" is not here: it is an answer. */
export const problems = {
  'invalid-input': { status: 400, title: 'The request is not understood' },
  'not-signed-in': { status: 401, title: 'Nobody is signed in' },
  'wrong-password': { status: 401, title: 'E-mail address and password do not match' },
  'second-factor-needed': { status: 401, title: 'A code is needed beside the password' },
  'wrong-code': { status: 401, title: 'The code is not right' },
  'wrong-passkey': { status: 401, title: 'The passkey is not right' },
  'fresh-proof-needed': { status: 403, title: 'This needs a fresh proof of who you are' },
  'password-change-needed': { status: 403, title: 'A password of your own comes first' },
  'not-allowed': { status: 403, title: 'This role may not do this' },
  'person-needed': { status: 403, title: 'A person must do this, not a machine' },
  'machine-needed': { status: 403, title: 'A machine must do this, not a person' },
  'bundle-needed': { status: 403, title: 'The carrier has not opened this for counsel' },
  'same-person': { status: 403, title: 'Another person must approve' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'This address is asked in another way' },
  'already-exists': { status: 409, title: 'It exists already' },
  'other-carrier': { status: 409, title: 'The session is at another carrier by now' },
  'key-reused': { status: 409, title: 'This Idempotency-Key was used for another request' },
  'wrong-state': { status: 409, title: 'Not possible in the present state' },
  'under-way': { status: 409, title: 'The same is being done by another' },
  'changed-meanwhile': { status: 412, title: 'It changed since it was read' },
  'too-large': { status: 413, title: 'Too much in one request' },
  'wrong-media-type': { status: 415, title: 'This kind of content is not taken here' },
  'password-refused': { status: 422, title: 'This password is not taken' },
  'notice-incomplete': { status: 422, title: 'The notice lacks what the rule demands' },
  'filing-blocked': { status: 422, title: 'The filing cannot be signed as it is' },
  'too-many': { status: 429, title: 'Too many attempts' },
  unavailable: { status: 503, title: 'A needed part does not answer' },
} as const;

export type ProblemType = keyof typeof problems;

export type ProblemFacts = {
  /** What is wrong, in one sentence, naming the field. Never a customer's data. */
  readonly detail: string;
  /** The next step that mends it. */
  readonly fix: string;
  /** The paragraph behind the refusal, or null where it is no matter of law. */
  readonly cite: string | null;
};

/** A request that cannot be done: thrown, the transaction rolls back, the caller reads why and what to do. */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly facts: ProblemFacts;

  constructor(type: ProblemType, facts: ProblemFacts) {
    super(facts.detail);
    this.type = type;
    this.facts = facts;
  }
}

/** Throws a problem without a citation. */
export const refuse = (type: ProblemType, detail: string, fix: string): never => {
  throw new Problem(type, { detail, fix, cite: null });
};

/** The value, or the problem `not-found` naming what was looked for. */
export const found = <T>(value: T | undefined, what: string): T =>
  value ??
  refuse(
    'not-found',
    `There is no such ${what} at this carrier.`,
    `Check the ${what}'s id; list what exists with GET.`,
  );

/** What a step gives, or the problem it throws, as a value: one of many must not fail its neighbours. */
export const orProblem = <T>(step: () => T): T | Problem => {
  try {
    return step();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
};
