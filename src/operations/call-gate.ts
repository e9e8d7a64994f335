import { listRefusals, listShadowed, showCall } from '../robocall/call-gate/calls.ts';
import { countSigned } from '../robocall/call-gate/count-signed.ts';
import { addCredential, endCredential, listCredentials } from '../robocall/call-gate/credentials.ts';

import { gateSeries } from '../robocall/call-gate/series.ts';
import { countShadowed, enforceAccount, shadowAccount } from '../robocall/call-gate/shadow.ts';
import { addSigningCredential } from '../robocall/signing/credentials/add.ts';
import { listSigningCredentials } from '../robocall/signing/credentials/list.ts';
import { addSigningPaper, listSigningPapers } from '../robocall/signing/credentials/papers.ts';
import { pickUpChains } from '../robocall/signing/credentials/pick-up.ts';
import { retireSigningCredential } from '../robocall/signing/credentials/retire.ts';

/** Who may ask the gate, what it answered, and with what it signs. */
export const callGateOperations = {
  'gate.credentials.add': addCredential,
  'gate.credentials.end': endCredential,
  'gate.credentials.list': listCredentials,
  'gate.refusals': listRefusals,
  'gate.shadow': shadowAccount,
  'gate.enforce': enforceAccount,
  'gate.shadowCounts': countShadowed,
  'gate.shadowed': listShadowed,
  'gate.call': showCall,
  'gate.signatures': countSigned,
  'gate.series': gateSeries,
  'signing.credentials.add': addSigningCredential,
  'signing.credentials.retire': retireSigningCredential,
  'signing.credentials.list': listSigningCredentials,
  'signing.credentials.pickUp': pickUpChains,
  'signing.papers.add': addSigningPaper,
  'signing.papers.list': listSigningPapers,
} as const;
