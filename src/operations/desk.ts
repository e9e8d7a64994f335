import { importCallDetail } from '../cpni/call-detail/import.ts';
import { askPassword, showPrompt } from '../cpni/desk/ask-password.ts';
import { knowByContract } from '../cpni/desk/by-contract.ts';
import { callBack, showCallBack } from '../cpni/desk/call-back.ts';
import { showCalls } from '../cpni/desk/calls.ts';
import { callsCameBack } from '../cpni/desk/came-back.ts';
import { changeAddress, showChanges } from '../cpni/desk/changes.ts';
import { showChoice, takeNo, takeYes } from '../cpni/desk/choice.ts';
import { endContract, enterContract, listContracts } from '../cpni/desk/contracts.ts';
import { endSession } from '../cpni/desk/end.ts';
import { enterPassword, lookPrompt } from '../cpni/desk/enter-password.ts';
import { findCaller } from '../cpni/desk/find.ts';
import { identifyCaller } from '../cpni/desk/identify.ts';
import { listCallLetters, postCallLetter } from '../cpni/desk/letters.ts';
import { answerOnce, readScript } from '../cpni/desk/once.ts';
import { openSession } from '../cpni/desk/open.ts';
import { seePhotoId } from '../cpni/desk/photo-id.ts';
import { reciteCall } from '../cpni/desk/recite.ts';
import { reportAtDesk } from '../cpni/desk/report.ts';
import { sendResetCode, setAtDesk } from '../cpni/desk/reset.ts';
import { ringAtDesk } from '../cpni/desk/ring.ts';
import { sendCalls } from '../cpni/desk/send.ts';
import { showSession } from '../cpni/desk/show.ts';
import { deskCallOver, stepDeskCall } from '../cpni/desk/step.ts';

/** The call desk: who calls, what proves him, what is open to him. */
export const deskOperations = {
  'desk.find': findCaller,
  'desk.ring': ringAtDesk,
  'desk.open': openSession,
  'desk.show': showSession,
  'desk.end': endSession,
  'desk.identify': identifyCaller,
  'desk.callBack': callBack,
  'desk.showCallBack': showCallBack,
  'desk.stepCall': stepDeskCall,
  'desk.callOver': deskCallOver,
  'desk.calls': showCalls,
  'desk.askPassword': askPassword,
  'desk.showPrompt': showPrompt,
  'desk.lookPrompt': lookPrompt,
  'desk.enterPassword': enterPassword,
  'desk.sendCode': sendResetCode,
  'desk.setSecret': setAtDesk,
  'desk.recite': reciteCall,
  'desk.photoId': seePhotoId,
  'desk.byContract': knowByContract,
  'desk.script': readScript,
  'desk.answerOnce': answerOnce,
  'desk.changes': showChanges,
  'desk.changeAddress': changeAddress,
  'desk.choice': showChoice,
  'desk.takeNo': takeNo,
  'desk.takeYes': takeYes,
  'desk.report': reportAtDesk,
  'desk.send': sendCalls,
  'desk.letters': listCallLetters,
  'desk.posted': postCallLetter,
  'desk.callsCameBack': callsCameBack,
  'businessContracts.enter': enterContract,
  'businessContracts.end': endContract,
  'businessContracts.list': listContracts,
  'callDetail.import': importCallDetail,
} as const;
