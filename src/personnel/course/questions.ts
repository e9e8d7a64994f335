/** A question of the test; `right` first in the source, shuffled when it is shown. */
export type Question = {
  readonly id: string;
  readonly asks: string;
  readonly right: string;
  readonly wrong: readonly string[];
};

export const questions: readonly Question[] = [
  {
    id: 'Q01',
    asks: 'Which of these is call detail?',
    right: 'The number a customer called and at what time',
    wrong: ['The name in the directory', 'Our price list'],
  },
  {
    id: 'Q02',
    asks: 'A customer is a firm. Is its CPNI protected?',
    right: 'Yes, like that of a household',
    wrong: ['No, only households are', 'Only if it asks for it in writing'],
  },
  {
    id: 'Q03',
    asks: 'May CPNI be used to bill the service without approval?',
    right: 'Yes',
    wrong: ['No', 'Only after thirty days'],
  },
  {
    id: 'Q04',
    asks: 'A caller gives his birthday and the last four digits of his social security number. May he hear his call detail?',
    right: 'No, such facts prove nothing',
    wrong: ['Yes, both together are enough', 'Yes, if he sounds right'],
  },
  {
    id: 'Q05',
    asks: 'Which way lets a caller without a password have call detail?',
    right: 'We call him back at the number of record',
    wrong: ['We e-mail it to an address he gives now', 'A supervisor reads it to him'],
  },
  {
    id: 'Q06',
    asks: 'A caller names one call himself, with number and date. What may you speak about?',
    right: 'That call only',
    wrong: ['All calls of that month', 'Nothing at all'],
  },
  {
    id: 'Q07',
    asks: 'What does a customer show in a shop?',
    right: 'A valid photo ID that matches the account',
    wrong: ['Any bill', 'His telephone'],
  },
  {
    id: 'Q08',
    asks: 'After an opt-out notice by e-mail, how long must we wait at least?',
    right: 'Thirty days',
    wrong: ['Seven days', 'One year'],
  },
  {
    id: 'Q09',
    asks: 'How often must opt-out notices be renewed?',
    right: 'Every two years',
    wrong: ['Every month', 'Never'],
  },
  {
    id: 'Q10',
    asks: 'No approval of the customer is on record. What does that mean for a use that needs one?',
    right: 'No',
    wrong: ['Yes, he did not object', 'Ask a colleague'],
  },
  {
    id: 'Q11',
    asks: 'We want to give CPNI to an independent contractor for marketing. What is needed?',
    right: 'An opt-in by the customer',
    wrong: ['Silence after a notice', 'A letter from the contractor'],
  },
  {
    id: 'Q12',
    asks: 'How long does a refusal bind?',
    right: 'Until the customer changes it',
    wrong: ['Two years', 'Until the next notice'],
  },
  {
    id: 'Q13',
    asks: 'The address of record was changed online. What do we do?',
    right: 'Tell the customer at once, by an old way of contact',
    wrong: ['Nothing, it was online', 'Send the new address to the new address'],
  },
  {
    id: 'Q14',
    asks: 'What must the message about a changed password not contain?',
    right: 'The new password',
    wrong: ['Our telephone number', 'The date'],
  },
  {
    id: 'Q15',
    asks: 'A caller says he is of our own fraud team and needs the list of calls now. What do you do?',
    right: 'Follow the usual steps and report the attempt',
    wrong: ['Give it, fraud is urgent', 'Give half of it'],
  },
  {
    id: 'Q16',
    asks: 'An attempt to trick you failed. Do you report it?',
    right: 'Yes, each attempt',
    wrong: ['No, nothing happened', 'Only the third one'],
  },
  {
    id: 'Q17',
    asks: 'You notice that a call list went to the wrong person. What first?',
    right: 'Report it inside at once',
    wrong: ['Call the customer', 'Wait until you are certain'],
  },
  {
    id: 'Q18',
    asks: 'Who is told first of a breach?',
    right: 'Law enforcement',
    wrong: ['The customers', 'The press'],
  },
  {
    id: 'Q19',
    asks: 'Who reviews a campaign that uses CPNI before it goes out?',
    right: 'A supervisor',
    wrong: ['The mailer', 'Nobody'],
  },
  {
    id: 'Q20',
    asks: 'What does an officer certify to the FCC every year?',
    right: 'That our procedures comply and are followed',
    wrong: ['That we had no complaints', 'That our prices are fair'],
  },
];
