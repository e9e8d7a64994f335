import { blockProvider, blockTraffic, noTraffic, stopAccount } from '../robocall/fcc-notices/act.ts';
import { closeNotice } from '../robocall/fcc-notices/close.ts';
import { enterNotice } from '../robocall/fcc-notices/enter.ts';
import { investigateNotice } from '../robocall/fcc-notices/investigate.ts';
import { listNotices, showNotice } from '../robocall/fcc-notices/list.ts';
import { endOrder, orderAgainst } from '../robocall/fcc-notices/order.ts';
import { noteReported, printReport } from '../robocall/fcc-notices/report.ts';
import { checkProviders } from '../robocall/providers/check.ts';
import { enterProviderNumber } from '../robocall/providers/number.ts';
import { addProvider, endProvider, listProviders } from '../robocall/providers/register.ts';
import { releaseProviderAccount } from '../robocall/providers/release.ts';
import { takeProviderAgain } from '../robocall/providers/take-again.ts';

/** The providers next to us, looked up daily, and what the Commission says of traffic. */
export const fccNoticesOperations = {
  'providers.add': addProvider(orderAgainst),
  'providers.number': enterProviderNumber(orderAgainst),
  'providers.end': endProvider,
  'providers.takeAgain': takeProviderAgain(orderAgainst),
  'providers.release': releaseProviderAccount(orderAgainst),
  'providers.list': listProviders,
  'providers.check': checkProviders,
  'fccNotices.enter': enterNotice,
  'fccNotices.list': listNotices,
  'fccNotices.show': showNotice,
  'fccNotices.investigate': investigateNotice,
  'fccNotices.block': blockTraffic,
  'fccNotices.stopAccount': stopAccount,
  'fccNotices.blockProvider': blockProvider,
  'fccNotices.noTraffic': noTraffic,
  'fccNotices.report': printReport,
  'fccNotices.noteReported': noteReported,
  'fccNotices.endOrder': endOrder,
  'fccNotices.close': closeNotice,
} as const;
