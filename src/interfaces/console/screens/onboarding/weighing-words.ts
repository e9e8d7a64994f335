import type { OutputOf } from '../../../client/types.ts';

type Case = OutputOf<'onboarding.show'>;
export type List = Case['screenings'][number]['list'];

export const words = {
  flagsLead: 'Each is answered by a person, one by one. What changes later is asked anew.',
  noFlags: 'Nothing raises a red flag by what is known now.',
  points: (points: number) => `${points} points`,
  unanswered: 'not answered',
  verdict: 'What it is',
  verdicts: { acceptable: 'acceptable', mistaken: 'not so after all', disqualifying: 'a reason to refuse' },
  answer: 'Why',
  answerIt: 'Answer it',
  answered: 'The answer is on record.',
  answeredBy: (who: string, why: string) => `${who}: ${why}`,
  again: 'Answer it otherwise',
  listsLead:
    'Sanctions for everybody; for a carrier also the Robocall Mitigation Database and the Form 499 filers. “Could not check” is no “absent”.',
  screen: 'Look him up',
  screened: 'Looked up.',
  lists: {
    sanctions: 'Sanctions list of the Treasury',
    'robocall-database': 'Robocall Mitigation Database',
    'form-499': 'Form 499 filers',
  },
  listsTable: 'Where he was looked up',
  list: 'List',
  found: 'Answer',
  answers: { listed: 'listed', absent: 'verified absent', 'not-checked': 'could not check' },
  why: 'Why',
  fileOf: 'File of',
  noFile: 'no file',
  lookedAt: 'Looked up',
  noScreenings: 'He was looked up in no list yet.',
  matches: 'Names like his',
  likeness: (share: number) => `${Math.round(share * 100)} % alike`,
  isHe: 'Is it he?',
  persons: { other: 'another', same: 'he himself' },
  decideMatch: 'Say who it is',
  matchDecided: 'It is on record who it is.',
  reason: 'By what you know it',
} as const;
