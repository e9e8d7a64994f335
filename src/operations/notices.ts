import { configureMail, showMail } from '../carriers/mail/settings.ts';
import { cancelBatch } from '../cpni/letters/cancel.ts';
import { batchArchive, batchCertificate, batchIndex, batchPart } from '../cpni/letters/files.ts';
import { handOver } from '../cpni/letters/hand-over.ts';
import { openBatch } from '../cpni/letters/open.ts';
import { recordLetters } from '../cpni/letters/record-deliveries.ts';
import { letterReturned } from '../cpni/letters/returned.ts';
import { listBatches, showBatch } from '../cpni/letters/show.ts';
import { approve as approveNotice } from '../cpni/notices/approve.ts';
import { bounce } from '../cpni/notices/bounce.ts';
import { checkWords } from '../cpni/notices/check-words.ts';
import { draft as draftNotice } from '../cpni/notices/draft.ts';
import { importDeliveries } from '../cpni/notices/import/import.ts';
import { listNotices, showNotice } from '../cpni/notices/list.ts';
import { recordDelivery } from '../cpni/notices/record-delivery.ts';
import { noticeWaits } from '../cpni/notices/waits.ts';
import { configureRenewal, listRenewals } from '../cpni/renewals/configure.ts';
import { prepareRenewals } from '../cpni/renewals/prepare.ts';
import { readReturned, receive } from '../cpni/returns/receive.ts';
import { scanReturned } from '../cpni/returns/scan.ts';
import { configureReturns, showReturnSettings } from '../cpni/returns/settings.ts';
import { listReturned, showReturned } from '../cpni/returns/show.ts';
import { endWait } from '../cpni/returns/soft-bounce.ts';
import { configureWebhook, takeWebhook } from '../cpni/returns/webhooks/take.ts';
import { approveRun, showRun, stopRun } from '../cpni/sendings/approve-run.ts';
import { goOn } from '../cpni/sendings/go-on.ts';
import { prepareRun } from '../cpni/sendings/prepare-run.ts';

/** What goes out to customers and what comes back. */
export const noticesOperations = {
  'notices.draft': draftNotice,
  'notices.check': checkWords,
  'notices.approve': approveNotice,
  'notices.list': listNotices,
  'notices.show': showNotice,
  'notices.waits': noticeWaits,
  'deliveries.record': recordDelivery,
  'deliveries.import': importDeliveries,
  'deliveries.bounce': bounce,
  'returns.receive': receive,
  'returns.read': readReturned,
  'returns.list': listReturned,
  'returns.show': showReturned,
  'returns.endWait': endWait,
  'returns.configure': configureReturns,
  'returns.settings': showReturnSettings,
  'returns.webhook': takeWebhook,
  'returns.webhook.configure': configureWebhook,
  'returns.scan': scanReturned,
  'mail.configure': configureMail,
  'mail.show': showMail,
  'sendings.prepare': prepareRun,
  'sendings.approve': approveRun,
  'sendings.stop': stopRun,
  'sendings.goOn': goOn,
  'sendings.show': showRun,
  'renewals.configure': configureRenewal,
  'renewals.list': listRenewals,
  'renewals.prepare': prepareRenewals,
  'letters.batch': openBatch,
  'letters.list': listBatches,
  'letters.show': showBatch,
  'letters.index': batchIndex,
  'letters.part': batchPart,
  'letters.certificate': batchCertificate,
  'letters.archive': batchArchive,
  'letters.handOver': handOver,
  'letters.record': recordLetters,
  'letters.cancel': cancelBatch,
  'letters.returned': letterReturned,
} as const;
