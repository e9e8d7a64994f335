import { changeLimits } from '../../../robocall/traffic/delivery/change.ts';
import { flagFrom, historyDays, limits } from '../../../robocall/traffic/thresholds/limits.ts';
import { declaredAs, type Expected, expected, peerGroups } from '../../../robocall/traffic/thresholds/uses.ts';
import { inWords } from './template.ts';

const percent = (share: number): string => `${Math.round(share * 1000) / 10} percent`;
const number = (n: number): string => (Math.round(n * 100) / 100).toLocaleString('en-US');

const deviations = (n: number): string => `${number(n)} standard deviations`;
const {
  volume,
  rate,
  volumeOverUsual,
  volumeOverMost,
  ringOnce,
  sequential,
  oneDestination,
  unauthorizedNumbers,
  invalidNumbers,
} = limits;
const { neighbour, rotatingNumbers, callsOfRotating, blocked, limitHits, reassigned, newHours, unlikePeers } = limits;

/** Where suspicion begins, "where an account …": a limit in use that has no words here does not compile. Null: told with the one before. */
const ofAll: { readonly [name in keyof typeof limits]: string | null } = {
  volume: `makes ${number(volume[0])} times the calls declared for a day`,
  rate: `makes ${number(rate[0])} times the declared calls per second`,
  volumeOverUsual: `makes ${number(volumeOverUsual[0])} times the calls usual on the ${historyDays} days before and ${number(volumeOverMost[0])} times those of the busiest of them`,
  volumeOverMost: null,
  ringOnce: `lets ${percent(ringOnce[0])} of its calls ring once`,
  sequential: `dials ${percent(sequential[0])} of its calls in sequence`,
  oneDestination: `makes ${number(oneDestination[0])} calls to one number within an hour`,
  unauthorizedNumbers: `shows ${number(unauthorizedNumbers[0])} number without a right beyond the rows that an inventory may lack`,
  invalidNumbers: `shows more than ${number(invalidNumbers[0])} numbers that cannot exist`,
  neighbour: `shows a number of the called party’s exchange on ${percent(neighbour[0])} of its calls above chance`,
  rotatingNumbers: `shows ${number(rotatingNumbers[0])} numbers in turn on fewer than ${number(callsOfRotating[0])} calls each`,
  callsOfRotating: null,
  blocked: `has ${percent(blocked[0])} of its calls blocked by others`,
  limitHits: `has ${percent(limitHits[0])} of its calls refused by its own limits`,
  reassigned: `makes ${percent(reassigned[0])} of its calls, of those that were asked about, to reassigned numbers`,
  talkRose: `has a share of calls below fifteen seconds that rose by ${percent(limits.talkRose[0])} and ${deviations(limits.talkDeviations[0])}`,
  talkDeviations: null,
  newHours: `makes ${percent(newHours[0])} of its calls in hours in which it hardly called before`,
  abroadRose: `makes a share of its calls abroad that rose by ${percent(limits.abroadRose[0])} and ${deviations(limits.abroadDeviations[0])}`,
  abroadDeviations: null,
  deliveryFell: `has a delivery rate of its calls that fell by ${percent(limits.deliveryFell[0])} of the usual and ${deviations(limits.deliveryDeviations[0])}`,
  deliveryDeviations: null,
  unlikePeers: `lies ${number(unlikePeers[0])} times their spread from the middle of the accounts of its declared use`,
  complaints: `draws as many complaints as chance brings once in ${number(Math.round(10 ** limits.complaints[0]))} times`,
};

const said = Object.values(ofAll).flatMap((words) => words ?? []);

/** The limits that hold whatever an account declared, and from which score on a person looks. */
export const thresholdsOfAll = `Suspicion begins where an account ${said.join('; ')}; or where the delivery rate of its messages fell by ${percent(changeLimits.part)} of the usual and ${deviations(changeLimits.deviations)}, of at least ${number(changeLimits.fewest)} messages. From a score of ${flagFrom} on a scale of 0 to 1 the day is put before a person with its reasons and sample calls.`;

const ofUse: { readonly [name in keyof Expected]: (begins: number) => string } = {
  short6: (n) => `${percent(n)} of answered calls last six seconds or less`,
  under15: (n) => `${percent(n)} end within fifteen seconds`,
  over120: (n) => `fewer than ${percent(n)} last over two minutes`,
  completion: (n) => `fewer than ${percent(n)} of calls are answered`,
  invalid: (n) => `${percent(n)} reach for numbers that do not exist`,
  outsideHours: (n) => `${percent(n)} begin while no state is within calling hours`,
  doNotCall: (n) => `${percent(n)} go to numbers of the do-not-call registry`,
};

const names = ['short6', 'under15', 'over120', 'completion', 'invalid', 'outsideHours', 'doNotCall'] as const;

/** A share that lies outside 0 to 1 can never be met: the use has no limit there. */
const wordsOf = (of: Expected): string =>
  inWords(names.filter((name) => of[name][0] >= 0 && of[name][0] <= 1).map((name) => ofUse[name](of[name][0])));

/** The limits by what an account declared. */
export const thresholdsByUse = `By what an account declared, suspicion begins where, ${peerGroups.map((use) => `for ${declaredAs[use]}: ${wordsOf(expected[use])}`).join('; ')}.`;
