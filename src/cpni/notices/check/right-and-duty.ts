import { type Checked, demand, type Finding } from './finding.ts';
import { find } from './text.ts';

/** 64.2008(c)(1): the customer's right and the carrier's duty, under federal law. */
export const rightAndDuty = ({ text, words }: Checked): Finding[] => [
  demand(
    '(c)(1)',
    'right',
    find(text, 1, words.right),
    'Say that the customer has a right to the protection of the confidentiality of CPNI.',
  ),
  demand('(c)(1)', 'duty', find(text, 1, words.duty), 'Say that the carrier has a duty to protect CPNI.'),
  demand('(c)(1)', 'federal-law', find(text, 2, words.federalLaw), 'Say that right and duty come from federal law.'),
];
