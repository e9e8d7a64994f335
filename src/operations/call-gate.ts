import { listRefusals, showCall } from '../robocall/call-gate/calls.ts';
import { addCredential, endCredential, listCredentials } from '../robocall/call-gate/credentials.ts';

/** Who may ask the gate, and what it answered. */
export const callGateOperations = {
  'gate.credentials.add': addCredential,
  'gate.credentials.end': endCredential,
  'gate.credentials.list': listCredentials,
  'gate.refusals': listRefusals,
  'gate.call': showCall,
} as const;
