import { importCalledList } from '../robocall/traffic/called-lists/import.ts';
import { listCalledLists } from '../robocall/traffic/called-lists/list.ts';
import { takeCalledListAway } from '../robocall/traffic/called-lists/take-away.ts';
import { importComplaints } from '../robocall/traffic/complaints/import.ts';
import { listAlerts, showAlert } from '../robocall/traffic/days/alerts.ts';
import { listCallAccounts, setCallAccount } from '../robocall/traffic/days/call-accounts.ts';
import { measureAccount } from '../robocall/traffic/days/measure-account.ts';
import { watchTraffic } from '../robocall/traffic/days/nightly.ts';
import { scoreNow } from '../robocall/traffic/days/score-now.ts';
import { readScores } from '../robocall/traffic/days/scores.ts';

import { enterDelivery } from '../robocall/traffic/delivery/enter.ts';
import { readDelivery } from '../robocall/traffic/delivery/read.ts';
import { listThresholds } from '../robocall/traffic/thresholds/list.ts';
import { tracedSources } from './outside-signals.ts';

/** What the accounts' calls look like: counted, judged, and put before a person where they are suspicious. */
export const trafficOperations = {
  'callAccounts.set': setCallAccount,
  'callAccounts.list': listCallAccounts,
  'traffic.measure': measureAccount,
  'traffic.score': scoreNow(tracedSources),
  'traffic.watch': watchTraffic,
  'traffic.day': readScores,
  'traffic.thresholds': listThresholds,
  'trafficAlerts.list': listAlerts,
  'trafficAlerts.read': showAlert,
  'numberComplaints.import': importComplaints,
  'calledLists.import': importCalledList,
  'calledLists.list': listCalledLists,
  'calledLists.takeAway': takeCalledListAway,
  'messageDelivery.enter': enterDelivery,
  'delivery.read': readDelivery,
} as const;
