/** What the toll-free line says in English. */
export const english = {
  greeting: 'You have reached the privacy line of {carrier}. The call is free, at any hour.',
  language: 'For English, press 1.',
  whose:
    'You are calling from the number that ends in {ending}. To say no for the account of this number, press 1. For another account, press 2.',
  enter:
    'To say no, enter one of these with the keys of your telephone, then press the pound key: the 16 letters and digits of the code on your notice, or your telephone number with area code, or your account number.',
  confirm:
    'You ask {carrier} not to use your phone record information to offer you other services. Your service does not change. To confirm, press 1. To enter another number, press 2.',
  saved: 'Saved. From this moment our systems refuse this use.',
  receipt: 'Your receipt number is: {spelled}. To hear it again, press 1. You can hang up now.',
  'not-understood': 'We did not understand that.',
  'not-found': 'We found no account for what you entered.',
  over: 'Your choice was not saved. To speak to a person, call {people}. Goodbye.',
  failed: 'Your choice was not saved. Our systems do not answer. To try again, press 1. Or call {people}.',
  yes: 'To say yes, or to hear what you chose before, speak to a person: call {people}.',
} as const;
