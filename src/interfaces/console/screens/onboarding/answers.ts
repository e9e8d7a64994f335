import type { Answers } from './questionnaire-words.ts';

/** The answers as fields hold them: counts as digits, states as a line. */
export type Draft = Readonly<
  Omit<Answers, CountName | 'numbers' | 'states'> &
    Record<CountName, string> & {
      states: string;
      numbers: Readonly<Record<keyof Answers['numbers'], string>>;
    }
>;

/** The questions that ask how many. */
export type CountName =
  | 'callsPerDay'
  | 'peakCallsPerSecond'
  | 'sessions'
  | 'averageSeconds'
  | 'priorTracebacks'
  | 'priorTerminations'
  | 'references';

const blank: Draft = {
  ...{ callTypes: [], direction: 'both', whoIsCalled: '', voices: [], dialer: 'none', listSource: 'no-list' },
  ...{ consentEvidence: '', doNotCallAccount: '', states: '' },
  ...{ callsPerDay: '', peakCallsPerSecond: '', sessions: '', averageSeconds: '' },
  numbers: { ours: '0', portedIn: '0', byLetter: '0', areaCodes: '0' },
  ...{ anyCallerId: 'no', callerIdRule: 'accepted', callsFromAbroad: 'no' },
  ...{ callCentre: 'own-premises', callCentreCountry: 'US', carrier: 'no', industry: 'other' },
  ...{ priorTracebacks: '0', priorTerminations: '0', references: '', payment: 'invoice' },
};

const counts: readonly CountName[] = [
  'callsPerDay',
  'peakCallsPerSecond',
  'sessions',
  'averageSeconds',
  'priorTracebacks',
  'priorTerminations',
  'references',
];

/** Fields that hold what was answered last; blank where nothing was. */
export const draftOf = (answers: Answers | null): Draft => {
  if (answers === null) return blank;
  const { ours, portedIn, byLetter, areaCodes } = answers.numbers;
  return {
    ...answers,
    ...(Object.fromEntries(counts.map((name) => [name, String(answers[name])])) as Record<CountName, string>),
    states: answers.states.join(', '),
    numbers: {
      ...{ ours: String(ours), portedIn: String(portedIn), byLetter: String(byLetter), areaCodes: String(areaCodes) },
    },
  };
};

/** What fields hold, as answers; what is no number is left to the server to refuse. */
export const answersOf = (draft: Draft): Answers => {
  const { ours, portedIn, byLetter, areaCodes } = draft.numbers;
  return {
    ...draft,
    ...(Object.fromEntries(counts.map((name) => [name, Number(draft[name])])) as Record<CountName, number>),
    callTypes: [...draft.callTypes],
    voices: [...draft.voices],
    states: draft.states
      .toUpperCase()
      .split(/[\s,]+/)
      .filter((state) => state !== ''),
    numbers: {
      ...{ ours: Number(ours), portedIn: Number(portedIn), byLetter: Number(byLetter), areaCodes: Number(areaCodes) },
    },
  };
};
