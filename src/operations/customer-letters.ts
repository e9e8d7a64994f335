import { cancelCustomerLetters } from '../robocall/customer-letters/cancel.ts';
import { customerLetterFile } from '../robocall/customer-letters/file.ts';
import { handOverCustomerLetters } from '../robocall/customer-letters/hand-over.ts';
import { listCustomerLetterBatches, listCustomerLetters } from '../robocall/customer-letters/list.ts';
import { printCustomerLetters } from '../robocall/customer-letters/print.ts';
import { customerLetterReturned } from '../robocall/customer-letters/returned.ts';

/** Letters to voice customers: wanted by strikes, investigations and overdue reviews, printed, posted, and what comes back. */
export const customerLettersOperations = {
  'customerLetters.list': listCustomerLetters,
  'customerLetters.batches': listCustomerLetterBatches,
  'customerLetters.print': printCustomerLetters,
  'customerLetters.file': customerLetterFile,
  'customerLetters.handOver': handOverCustomerLetters,
  'customerLetters.cancel': cancelCustomerLetters,
  'customerLetters.returned': customerLetterReturned,
} as const;
