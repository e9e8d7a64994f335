import { assignNumbers } from '../robocall/numbers/assign.ts';
import { checkNumbers } from '../robocall/numbers/check.ts';
import { endNumbers } from '../robocall/numbers/end.ts';
import { numberHistory } from '../robocall/numbers/history.ts';
import { importNumbers } from '../robocall/numbers/import/import.ts';
import { letterOfAuthorization } from '../robocall/numbers/letter.ts';
import { listNumbers } from '../robocall/numbers/list.ts';
import { importNumberList } from '../robocall/numbers/lists/import.ts';
import { listNumberLists } from '../robocall/numbers/lists/list.ts';
import { portIn } from '../robocall/numbers/port-in.ts';
import { tollFree } from '../robocall/numbers/toll-free.ts';
import { verifyRights } from '../robocall/numbers/verify.ts';

/** Which account may show which numbers. */
export const numbersOperations = {
  'numbers.assign': assignNumbers,
  'numbers.portIn': portIn,
  'numbers.letter': letterOfAuthorization,
  'numbers.tollFree': tollFree,
  'numbers.verify': verifyRights,
  'numbers.end': endNumbers,
  'numbers.import': importNumbers,
  'numbers.list': listNumbers,
  'numbers.check': checkNumbers,
  'numbers.history': numberHistory,
  'numberLists.import': importNumberList,
  'numberLists.list': listNumberLists,
} as const;
