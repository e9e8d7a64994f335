import type { RegistrationFacts } from './record.ts';

/** A registration that tests begin with: one company that signs all its calls. */
export const exampleRegistration: RegistrationFacts = {
  roles: ['voice-service-provider'],
  status: 'full',
  extension: { kind: 'none', paragraph: null, because: '' },
  foreign: 'no',
  otherFrns: [],
  country: 'US',
  otherNames: [],
  contact: {
    name: 'Noor Haddad',
    title: 'Network Operations Manager',
    department: 'Network Operations',
    address: '100 Grand Avenue, Des Moines, IA 50309',
    country: 'US',
    telephone: '515-200-0100',
    extension: '',
    email: 'robocalls@prairie.example',
  },
  principals: [{ name: 'Olga Grant', what: 'Chief Executive Officer and sole owner' }],
  affiliates: [],
  subsidiaries: [],
  parents: [],
  analyticsVendors: [],
  enforcement: [],
  removals: 'none',
};
