/** Calls a second of one account (GCRA): a steady rate with a burst on top. */
export type Rate = { readonly perSecond: number; readonly burst: number };

/** When the next call would be on time (epoch ms); one an account. */
export type Arrival = { due: number };

/** Whether one more call fits now. Takes nothing. */
export const rateAllows = (rate: Rate, arrival: Arrival, now: number): boolean =>
  arrival.due - ((rate.burst - 1) * 1000) / rate.perSecond <= now;

/** How many calls fit at this very moment. Takes nothing. */
export const rateLeft = (rate: Rate, arrival: Arrival, now: number): number =>
  Math.max(0, Math.floor(rate.burst - (Math.max(0, arrival.due - now) * rate.perSecond) / 1000));

/** Takes the place of one call; only after `rateAllows`. */
export const takeRate = (rate: Rate, arrival: Arrival, now: number): void => {
  arrival.due = Math.max(arrival.due, now) + 1000 / rate.perSecond;
};
