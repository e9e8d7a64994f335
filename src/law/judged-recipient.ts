import type { Recipient, Use } from './facts.ts';

/** The recipient as the rules take it: an agent without a written agency agreement is a contractor (doubt D-6). */
export const judgedRecipient = ({ recipient, agreement }: Use): Recipient =>
  recipient === 'agent' && !agreement ? 'independent-contractor' : recipient;

/** Joint venture partners and independent contractors, and agents judged as such. */
export const isPartner = (use: Use): boolean => {
  const recipient = judgedRecipient(use);
  return recipient === 'joint-venture' || recipient === 'independent-contractor';
};

/** The carrier itself, or its agent under a written agency agreement (doubt D-33). */
export const isCarrierOrAgent = ({ recipient, agreement }: Use): boolean =>
  recipient === 'self' || (recipient === 'agent' && agreement);
