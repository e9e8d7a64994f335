/** Policies as a small provider writes them. */
export const policies = {
  statement:
    'Personnel receive appropriate legal authorization and appropriate carrier authorization before enabling anybody to implement an interception.',
  interpretation:
    'Appropriate authorization is both: legal authorization, a court order or other lawful authority, and carrier authorization, the officer’s own.',
  retentionMonths: 24,
  job: 'Vice President Operations; decides on every interception',
  contact: '+1 515 555 0199, at any hour; soc@prairievoice.example',
} as const;

/** What a court ordered: a pen register on one number and one trunk. */
export const order = {
  numbers: ['+12025550143'],
  circuits: ['trunk 7/3'],
  type: 'pen-register',
  officer: 'Special Agent R. Cole, badge 4711',
  signer: 'Judge M. Alvarez',
  authority: 'S.D. Iowa 4:26-mc-00017',
  authorityHash: 'c'.repeat(64),
} as const;
