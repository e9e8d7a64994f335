import type { NewCarrier } from '../carriers/create.ts';

const fiction = { demo: true, clock: null } as const;

/** Markets to its own customers by opt-out; the letters name it. */
export const marketer: NewCarrier = {
  ...fiction,
  name: 'Prairie Voice LLC',
  shortName: 'Prairie Voice',
  kind: 'interconnected-voip',
  zone: 'America/Chicago',
  filerId: '829901',
  frn: '0099000001',
  address: '12 Elm Street, Des Moines, IA 50309',
  contact: 'compliance@prairievoice.example',
};

/** A reseller that promised to ask for opt-in before any marketing use. */
export const reseller: NewCarrier = {
  ...fiction,
  name: 'Meridian Resale Telecom Inc.',
  shortName: 'Meridian Resale',
  kind: 'interexchange',
  zone: 'America/New_York',
  filerId: '829902',
  frn: '0099000002',
  address: '400 Harbor Road, Baltimore, MD 21230',
  contact: 'cpni@meridianresale.example',
};

/** A rural company that uses no CPNI for marketing at all. */
export const quiet: NewCarrier = {
  ...fiction,
  name: 'Juniper Valley Telephone Company',
  shortName: 'Juniper Valley',
  kind: 'lec',
  zone: 'America/Denver',
  filerId: '829903',
  frn: '0099000003',
  address: '7 Main Street, Juniper Valley, WY 82999',
  contact: 'office@junipervalley.example',
};

/** Voice for contact centres, with agents who answer customers' calls. */
export const contactCentre: NewCarrier = {
  ...fiction,
  name: 'Switchboard Cloud Inc.',
  shortName: 'Switchboard Cloud',
  kind: 'interconnected-voip',
  zone: 'America/Los_Angeles',
  filerId: '829904',
  frn: '0099000004',
  address: '88 Market Street, San Diego, CA 92101',
  contact: 'privacy@switchboardcloud.example',
};

/** Where questions about a carrier's filing go; numbers from the range kept for fiction. */
export const houseOf = ({ address, contact }: NewCarrier, telephone: string) => {
  const [street = '', ...rest] = address.split(', ');
  return { address: [street, rest.join(', ')], telephone, email: contact };
};
