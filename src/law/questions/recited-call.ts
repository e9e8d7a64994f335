/** What a customer said of a call beside one on record, as far as the rule asks. */
export type RecitedCall = {
  readonly number: 'matches' | 'differs';
  readonly day: 'matches' | 'differs';
  /** Minutes between the time that he said and when the call began. */
  readonly timeApart: number | 'not-said';
  /** Minutes between the length that he said and how long it was. */
  readonly lengthApart: number | 'not-said';
};

export type RecitedAnswer = {
  readonly recited: boolean;
  readonly missing: 'nothing' | 'number' | 'day' | 'time' | 'length';
  readonly cite: '47 CFR 64.2010(b)';
};

// the paragraph gives no measure: people round, to a quarter of an hour and to a minute of length (doubt D-35)
const timeWithin = 15;
const lengthWithin = 1;

const beyond = (apart: number | 'not-said', within: number): boolean => apart !== 'not-said' && apart > within;

const missingOf = ({ number, day, timeApart, lengthApart }: RecitedCall): RecitedAnswer['missing'] => {
  if (number !== 'matches') return 'number';
  if (day !== 'matches') return 'day';
  if (beyond(timeApart, timeWithin)) return 'time';
  return beyond(lengthApart, lengthWithin) ? 'length' : 'nothing';
};

/** Whether a customer told a call so that it may be discussed with him, 64.2010(b): its number and day, and whatever else he says is right too. */
export const callRecited = (call: RecitedCall): RecitedAnswer => {
  const missing = missingOf(call);
  return { recited: missing === 'nothing', missing, cite: '47 CFR 64.2010(b)' };
};
