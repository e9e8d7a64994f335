/** What each named part adds to the score when it is at its full strength (decision 30). */
export type Weights = Readonly<Record<string, number>>;

/** Made by `compline traffic evaluate --weights fit --seed 7 --scale 0.4 --legal 4 --illegal 3` on the profiles that serve fitting, from what evidence suggests. */
export const weights: Weights = {
  'caller-id-not-authorized': 0.48,
  'caller-id-invalid': 0.55,
  'caller-id-lapsed': 0.05,
  'neighbour-numbers': 0.3,
  'rotating-numbers': 0.4,
  'short-calls': 0.27,
  'under-fifteen-seconds': 1,
  'no-conversations': 0.25,
  'low-completion': 0.33,
  'invalid-numbers': 0.91,
  'outside-hours': 0.1,
  'volume-over-declared': 0.2,
  'rate-over-declared': 0.1,
  'ring-once': 0.6,
  'sequential-dialing': 0.4,
  'one-destination': 0.6,
  'blocked-downstream': 0.65,
  'limit-hits': 0.1,
  complaints: 0.5,
  traceback: 0.6,
  // no labelled traffic has such lists: from what evidence suggests, and at full strength together not enough to flag a day
  'do-not-call-hits': 0.25,
  'reassigned-numbers': 0.2,
  'volume-changed': 0.15,
  'talk-changed': 0.2,
  'hours-changed': 0.25,
  'destinations-changed': 0.25,
  'delivery-fell': 0.15,
  'unlike-peers': 0.2,
};
