/** What everyone of the staff is taught about CPNI, in our own words; each chapter is read in a minute or two. */
export type Chapter = { readonly title: string; readonly text: string };

export const chapters: readonly Chapter[] = [
  {
    title: 'What CPNI is',
    text: 'Customer proprietary network information is what we know about a customer only because he buys service from us: whom he calls, when, how long and from where; which services and features he has; what he uses and what he is billed. Call detail, the particulars of single calls, is the most sensitive part. Name, address and number as they stand in a directory are not CPNI by themselves. A customer is protected whether he is a household or a firm.',
  },
  {
    title: 'What we may do without asking',
    text: 'We may use CPNI to give the service the customer bought, to bill and collect, to protect ourselves and others against fraud, and to help emergency services find a caller. On a call that the customer made we may offer help for as long as that call lasts, if he agrees. We may offer him more of the kind of service he already has. Everything else needs his approval, a law or his order.',
  },
  {
    title: 'Opt-out, opt-in and no',
    text: 'For marketing other communications services by ourselves, and by agents and affiliates in that trade, silence after a proper notice is enough: thirty days must pass, more when it went by mail, and the notice is renewed every two years. For partners outside, independent contractors and any other purpose the customer must say yes. A no binds until the customer himself changes it; it costs nothing and takes one step. When no approval is on record, the answer is no.',
  },
  {
    title: 'Who is calling?',
    text: 'A caller gets call detail by telephone only with his password, by a call back to the number of record, or by mail to the address of record. Birthday, the last digits of a social security number and other facts that can be bought prove nothing. If the caller himself names the very call in question, we may speak about that call and no other. In a shop a valid photo ID that matches the account is needed; online access needs a password that was not founded on biographical facts.',
  },
  {
    title: 'Changes on an account',
    text: 'When a password, its back-up question, an online account or an address of record is created or changed, we tell the customer at once: by message to the number of record or by mail to the old address. The message does not say what the new value is. Whoever tries to take over an account counts on nobody being told.',
  },
  {
    title: 'Pretexting',
    text: 'A pretexter pretends to be the customer, a relative, a colleague of ours or an officer. He is friendly, in a hurry or threatening, and knows some facts already. Never guess or fill in what he lacks. Follow the steps even if the story moves you; offer the call back. Report each attempt, also the one that failed.',
  },
  {
    title: 'When it went wrong',
    text: 'Anyone who sees that CPNI was seen, used or given out without right reports it inside at once; nobody waits to be certain. The company tells law enforcement within seven business days of determining a breach, and the customers only afterwards, when the time of waiting is over. So do not tell the customer or the press yourself. Records of breaches are kept at least two years.',
  },
  {
    title: 'Records and consequences',
    text: 'We keep records of campaigns that used CPNI and of each disclosure to third parties for at least a year; a supervisor reviews every campaign beforehand. Each year an officer certifies to the FCC that our procedures are followed, so what you write down is what he signs. Whoever breaks the rules is disciplined by severity, repetition, whether he sought advice, and intent; the measures go as far as dismissal.',
  },
];
