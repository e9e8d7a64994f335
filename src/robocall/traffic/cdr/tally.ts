/** What became of the rows of a run; nothing is lost that is not counted here. */
export type Tally = {
  calls: number;
  /** Of the calls, those that were never answered. */
  unanswered: number;
  /** Rows that are part of another row's call. */
  joined: number;
  /** The same call told again, word for word. */
  doubles: number;
  /** Headers and records that are no call. */
  aside: number;
  quarantined: number;
};

export const emptyTally = (): Tally => ({ calls: 0, unanswered: 0, joined: 0, doubles: 0, aside: 0, quarantined: 0 });

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

/** The closing sentence of a run. */
export const toldOf = ({ calls, joined, doubles, aside, quarantined }: Tally): string =>
  `${many(calls + joined + doubles + aside + quarantined, 'row', 'rows')}: ${many(calls, 'call', 'calls')}, ${many(joined, 'row', 'rows')} joined to them, ${many(doubles, 'double', 'doubles')}, ${aside} set aside (headers and records that are no call), ${quarantined} quarantined`;
