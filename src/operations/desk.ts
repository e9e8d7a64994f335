import { importCallDetail } from '../cpni/call-detail/import.ts';
import { callBack, showCallBack } from '../cpni/desk/call-back.ts';
import { showCalls } from '../cpni/desk/calls.ts';
import { endSession } from '../cpni/desk/end.ts';
import { findCaller } from '../cpni/desk/find.ts';
import { identifyCaller } from '../cpni/desk/identify.ts';
import { openSession } from '../cpni/desk/open.ts';
import { showSession } from '../cpni/desk/show.ts';
import { deskCallOver, stepDeskCall } from '../cpni/desk/step.ts';

/** The call desk: who calls, what proves him, what is open to him. */
export const deskOperations = {
  'desk.find': findCaller,
  'desk.open': openSession,
  'desk.show': showSession,
  'desk.end': endSession,
  'desk.identify': identifyCaller,
  'desk.callBack': callBack,
  'desk.showCallBack': showCallBack,
  'desk.stepCall': stepDeskCall,
  'desk.callOver': deskCallOver,
  'desk.calls': showCalls,
  'callDetail.import': importCallDetail,
} as const;
