import { ban, type Checked, demand, type Finding } from './finding.ts';
import { find } from './text.ts';

/** 64.2008(c)(3): the exact steps, and that a no changes nothing about the services. */
export const steps = ({ notice, text, words }: Checked): Finding[] => {
  const grant = notice.kind === 'opt-out' ? words.silenceGrants : words.stepsToGrant;
  return [
    demand(
      '(c)(3)',
      'steps-to-deny',
      find(text, 2, words.stepsToDeny),
      'Say exactly how to refuse: which number to call, which page to visit, what to reply.',
    ),
    demand(
      '(c)(3)',
      'steps-to-grant',
      find(text, 1, grant),
      notice.kind === 'opt-out'
        ? 'Say that nothing needs to be done to agree, and that silence then counts as approval.'
        : 'Say exactly how to agree.',
    ),
    ...notice.channels.map((channel) =>
      demand(
        '(c)(3)',
        `channel:${channel}`,
        find(text, 1, words.channels[channel]),
        `Give the exact step for '${channel}', or take it out of the ways offered.`,
      ),
    ),
    demand(
      '(c)(3)',
      'services-unaffected',
      find(text, 1, words.serviceUnaffected),
      'Say clearly that a refusal does not affect any service to which the customer subscribes.',
    ),
    ban(
      '(c)(3)',
      'services-affected',
      find(text, 1, words.serviceAffected),
      'Take out that a refusal may touch the services: it may not.',
    ),
    ban(
      '(c)(3)',
      'neutral-consequences',
      find(text, 1, words.loaded),
      'State consequences of a refusal shortly, in clear and neutral words.',
    ),
  ];
};
