/** What stands behind a number: a rule of law, a court's order or complaint, a provider's own terms, a proposal, a measurement. */
export const thresholdKinds = ['rule', 'court-order', 'commercial', 'proposal', 'research', 'ours'] as const;
export type ThresholdKind = (typeof thresholdKinds)[number];
