type Step = 0 | 7 | 14;

const steps: { readonly [step in Step]: string } = {
  0: 'Our yearly, quarterly or monthly review of your account is overdue as of today. Calls are carried as before for seven days; then your limits are lowered, and after fourteen days outgoing calls stop.',
  7: 'Our review of your account is seven days overdue. From today your account is limited to one call a second and five calls at a time. In seven more days outgoing calls stop.',
  14: 'Our review of your account is fourteen days overdue. From today outgoing calls are refused, except calls to emergency services, until the review is done.',
};

const subjects: { readonly [step in Step]: string } = {
  0: 'Your account is due for review',
  7: 'Your account is limited until it is reviewed',
  14: 'Outgoing calls are stopped until your account is reviewed',
};

/** What a customer is told at a step of a lapse. */
export const lapseWords = (step: Step, carrier: string): { readonly subject: string; readonly text: string } => ({
  subject: subjects[step],
  text: `${steps[step]}\n\nPlease answer this message or call us, and have ready what has changed since you signed up.\n\n${carrier}\n`,
});
