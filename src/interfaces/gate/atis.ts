import { type Reply, reply } from './answering.ts';

const serviceTexts = {
  SVC4000: [400, 'Missing request body'],
  SVC4001: [400, "Missing mandatory parameter '%1'."],
  SVC4002: [406, "Requested response body type '%1' is not supported"],
  SVC4003: [404, 'Requested resource was not found'],
  SVC4004: [415, "Unsupported request body type, expected '%1'"],
  SVC4005: [400, "Invalid '%1' parameter value: %2"],
  SVC4006: [400, 'Failed to parse received message body: %1'],
  SVC4007: [411, 'Missing mandatory Content-Length header'],
} as const;

/** An error of the request itself, as ATIS-1000082 tells it. */
export const serviceException = (messageId: keyof typeof serviceTexts, variables: readonly string[]): Reply => {
  const [status, text] = serviceTexts[messageId];
  return reply(status, { requestError: { serviceException: { messageId, text: `Error: ${text}`, variables } } });
};

/** A refusal by policy, the standard's own or one of the gate's (POL41xx, POL429x, POL503x). */
export const policyException = (status: number, messageId: string, text: string, variables: readonly string[]): Reply =>
  reply(status, { requestError: { policyException: { messageId, text: `Error: ${text}`, variables } } });
