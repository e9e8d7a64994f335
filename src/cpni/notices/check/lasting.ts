import { ban, type Checked, demand, type Finding } from './finding.ts';
import { find } from './text.ts';

/** 64.2008(c)(8) no urging to freeze, (c)(9) the choice lasts, (c)(10) the request stands with the notice; an earlier no stays. */
export const lasting = ({ notice, text, words }: Checked): Finding[] => [
  ban(
    '(c)(8)',
    'freeze',
    find(text, 1, words.freeze),
    'Take out what encourages to freeze the access of third parties.',
  ),
  demand(
    '(c)(9)',
    'duration',
    find(text, 1, words.duration),
    'Say that approval or denial outside the present service is valid until the customer revokes or limits it.',
  ),
  ban('(c)(9)', 'no-end', find(text, 1, words.ends), 'Set no end to a choice: it lasts until the customer changes it.'),
  demand(
    '(c)(10)',
    'request',
    find(text, 2, words.request[notice.kind]),
    'Put the request for approval into the same message as the notice.',
  ),
  ...(notice.kind === 'opt-out'
    ? [
        {
          // inferred from 64.2008(f)(2)(i), which lets one-time notices leave it out
          ...demand(
            '(f)(2)(i)',
            'earlier-no',
            find(text, 2, words.earlierNo),
            'Say that customers who opted out before need do nothing.',
          ),
          weight: 'advice' as const,
        },
      ]
    : []),
];
