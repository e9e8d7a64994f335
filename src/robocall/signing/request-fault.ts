/** What makes a request of ATIS-1000082 unusable: the message's id there, and the variables of its text. */
export type RequestFault = {
  readonly messageId: 'SVC4001' | 'SVC4005';
  readonly variables: readonly string[];
};

/** A mandatory parameter is missing (row E1). */
export const missing = (name: string): RequestFault => ({ messageId: 'SVC4001', variables: [name] });

/** A parameter has a value that cannot be taken (row E2). */
export const invalid = (name: string, why: string): RequestFault => ({ messageId: 'SVC4005', variables: [name, why] });

/** Tells a fault from what was read. */
export const isFault = <T extends object>(value: T | RequestFault): value is RequestFault => 'messageId' in value;
