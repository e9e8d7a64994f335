import { begin } from '../cpni/authentication/begin.ts';
import { codeLetterReturned } from '../cpni/authentication/came-back.ts';
import { changeSecrets } from '../cpni/authentication/change.ts';
import { checkOnline } from '../cpni/authentication/check.ts';
import { confirm } from '../cpni/authentication/confirm.ts';
import { enrol } from '../cpni/authentication/enrol.ts';
import { printCodeLetters } from '../cpni/authentication/letters.ts';
import { liftLock, listLocks } from '../cpni/authentication/list-locks.ts';
import { askPrompt, resetByBackup } from '../cpni/authentication/reset.ts';
import { endOnline } from '../cpni/authentication/sessions.ts';
import { showSecrets } from '../cpni/authentication/show.ts';
import { codeCallOver, speakCode } from '../cpni/authentication/speak-code.ts';
import { stopOnline } from '../cpni/authentication/stop.ts';

/** How customers prove to be themselves: codes, passwords, back-up questions, online sessions, and the locks against others. */
export const authenticationOperations = {
  'online.enrol': enrol,
  'online.speakCode': speakCode,
  'online.codeCallOver': codeCallOver,
  'online.confirm': confirm,
  'online.begin': begin,
  'online.check': checkOnline,
  'online.prompt': askPrompt,
  'online.reset': resetByBackup,
  'online.change': changeSecrets,
  'online.end': endOnline,
  'online.stop': stopOnline,
  'online.show': showSecrets,
  'online.letters': printCodeLetters,
  'online.codeReturned': codeLetterReturned,
  'authentication.locks': listLocks,
  'authentication.locks.lift': liftLock,
} as const;
