// what statements of this kind promise, in words of ours, by the number of the law catalogue's section 3.1; N is the carrier's name
const sentences = {
  P1: 'From time to time N uses CPNI to market its own services, as the law permits.',
  P2: 'N does not use CPNI in marketing.',
  P3: 'CPNI is used only as permitted by law.',
  P4: 'N discloses CPNI to affiliates, vendors and agents only where the services that the customer has need it.',
  P5: "N asks for the customer's consent before using or sharing CPNI, unless the law compels it or the rules of the FCC permit it.",
  P6: 'N undertakes the steps told here against misuse of CPNI.',
  P7: 'N keeps others out by industry-standard practices; nobody can promise more.',
  P8: 'N notifies its customers of their right to restrict the use of CPNI, by opt-out notices.',
  P9: 'Customers learn of their right to restrict before any solicitation for approval.',
  P10: 'Whoever is asked for approval gets an individual notice.',
  P11: 'Each notice complies with 64.2008(c).',
  P12: 'Records show that notice was given and whether approval was obtained.',
  P13: 'Where approval is needed, N asks for opt-in approval in every instance.',
  P14: 'An approval or refusal remains in effect until the customer changes it.',
  P15: 'N keeps records of approvals for at least one year.',
  P16: "The status of a customer's approval is known before CPNI is used.",
  P17: 'N implemented a system to obtain prior approval.',
  P18: 'N excludes customers who opted out from every campaign.',
  P19: 'Campaigns run under the supervision of senior staff.',
  P20: 'Sales persons obtain supervisory approval of any proposed outbound request for approval.',
  P21: 'A supervisory review process covers outbound marketing; its records last at least one year.',
  P22: 'All campaigns are measured and tracked.',
  P23: 'N keeps records of all sales and marketing campaigns that use CPNI for at least one year.',
  P24: 'N offers services within the categories of service to which a customer already subscribes.',
  P25: 'CPNI serves the provision of CPE.',
  P26: 'N offers adjunct-to-basic services by CPNI.',
  P27: 'CPNI serves for protecting the rights or property of N.',
  P28: 'CPNI is used as otherwise permitted in section 222.',
  P29: 'All employees of N are trained as to when they may use CPNI.',
  P30: 'Employees get the CPNI compliance manual and acknowledge in writing that they have read it.',
  P31: 'N has informed its employees and agents that it considers compliance to be of great weight.',
  P32: 'N has a disciplinary process for violations, weighed by gravity, repetition, guidance and intent.',
  P33: 'Team managers answer for the protection of CPNI.',
  P34: 'CPNI released to sales agents stands under terms of confidentiality.',
  P35: 'N requires outside agents to acknowledge and certify that they use CPNI for its purpose alone.',
  P36: 'Independent contractors sign a confidentiality agreement before they see CPNI.',
  P37: 'N obtains opt-in consent from each customer prior to disclosing CPNI to partners.',
  P38: "N asks for the customer's express written authorization before it gives CPNI to new carriers.",
  P39: 'N does not sell CPNI to third parties.',
  P40: 'N prohibits the release of CPNI in a telephone call, but by a password, to the address of record, or to the number of record.',
  P41: 'N grants online access to CPNI by a password.',
  P42: 'N asks for proof to establish a password.',
  P43: 'N notifies customers immediately of all account changes.',
  P44: 'Business customers may agree on alternative authentication procedures.',
  P45: 'N tells the FCC in writing within five business days when opt-out mechanisms fail.',
  P46: 'N tells the FCC in writing within five business days when opt-in mechanisms fail.',
  P47: 'N gives notification of a breach within seven days to the Secret Service and the FBI.',
  P48: 'N will wait an additional seven days before customers are told.',
  P49: 'N will not wait the additional seven days where harm is immediate.',
  P50: 'N will cooperate with the relevant investigating agency to limit the harm.',
  P51: 'N keeps records of all breaches for at least two years.',
  P52: 'Each year N files a certificate signed by an officer.',
  P53: 'The certificate is accompanied by this statement.',
  P54: 'The filing will include actions against data brokers and a summary of complaints.',
  P55: 'N has not received any complaints in the past year.',
  P56: 'N has not taken any actions against data brokers.',
  P57: 'N will file before March 1.',
  P58: 'These documents certify that N complied in the past year.',
  P59: 'Who has questions about this statement may contact counsel of N.',
  P60: 'CPNI is certain customer information that a provider has of its services.',
} as const;

/** What carriers of a shape promised in the statement they filed before: numbers of the law catalogue's section 3.1. */
export type Shape = readonly (keyof typeof sentences)[];

// training, discipline, partners, sale, breaches and the filing: what each of them promises
const common = [
  'P6',
  'P21',
  'P23',
  'P29',
  'P32',
  'P35',
  'P36',
  'P37',
  'P38',
  'P39',
  'P47',
  'P48',
  'P49',
  'P51',
  'P52',
  'P53',
] as const;
// what those promise who ask for opt-in, or say so
const asking = [
  'P3',
  'P4',
  'P5',
  'P9',
  'P10',
  'P11',
  'P13',
  'P14',
  'P15',
  'P16',
  'P17',
  'P31',
  'P40',
  'P43',
  'P44',
  'P46',
] as const;
const nothingHappened = ['P55', 'P56', 'P57', 'P58', 'P60'] as const;

/** Markets by opt-out, under supervision. */
export const optOutShape: Shape = [
  ...common,
  ...([
    'P1',
    'P8',
    'P12',
    'P18',
    'P19',
    'P20',
    'P22',
    'P24',
    'P25',
    'P26',
    'P27',
    'P28',
    'P30',
    'P33',
    'P34',
    'P45',
    'P50',
    'P54',
  ] as const),
];
/** Asks for opt-in, with passwords and online accounts. */
export const optInShape: Shape = [...common, ...asking, ...nothingHappened, 'P41', 'P42', 'P59'];
/** Uses no CPNI for marketing. */
export const quietShape: Shape = [...common, ...asking, ...nothingHappened, 'P2', 'P7'];
/** Answers customers' calls for others: the promises of opt-out, and three ways of release by telephone. */
export const contactShape: Shape = [...optOutShape, 'P40'];

/** The statement that a carrier of that shape filed for the year before. */
export const statementFiled = (name: string, shape: Shape): string =>
  [`Statement of CPNI procedures of ${name}`, ...shape.map((id) => sentences[id].replaceAll(/\bN\b/g, name))].join(
    '\n\n',
  );
