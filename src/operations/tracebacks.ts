import { acknowledgeTraceback } from '../robocall/tracebacks/acknowledge.ts';
import { answerTraceback, approveTraceback } from '../robocall/tracebacks/answer.ts';
import { confirmTraceback } from '../robocall/tracebacks/confirm.ts';
import { askForward, endForward, listForwards } from '../robocall/tracebacks/forward.ts';
import { printAnswer, readAnswer } from '../robocall/tracebacks/give.ts';
import { dismissTracebackMail, listTracebackMails, readTracebackMail } from '../robocall/tracebacks/mails/decide.ts';
import { receiveTracebackMail } from '../robocall/tracebacks/mails/receive.ts';
import { configureTracebackMail, showTracebackMail } from '../robocall/tracebacks/mails/settings.ts';
import { takeTracebackMail } from '../robocall/tracebacks/mails/take.ts';
import { passOnTraceback } from '../robocall/tracebacks/pass-on.ts';
import { prepareTraceback } from '../robocall/tracebacks/prepare.ts';
import { addProof, readProof } from '../robocall/tracebacks/proof.ts';
import { enterTraceback, pasteTraceback } from '../robocall/tracebacks/receive.ts';
import { listRequesters, verifyRequester } from '../robocall/tracebacks/requesters.ts';
import { addTurn, endTurn, listTurns } from '../robocall/tracebacks/roster.ts';
import { searchTraceback } from '../robocall/tracebacks/search.ts';
import { listTracebacks, showTraceback } from '../robocall/tracebacks/show.ts';
import { countUpstreams } from '../robocall/tracebacks/upstream-counts.ts';
import { decideUpstream, listUpstreamReviews } from '../robocall/tracebacks/upstreams.ts';
import { watchTracebacks } from '../robocall/tracebacks/watch.ts';

/** The traceback desk: who asks, which call, what we found and what we answered. */
export const tracebacksOperations = {
  'tracebackRequesters.verify': verifyRequester,
  'tracebackRequesters.list': listRequesters,
  'tracebacks.paste': pasteTraceback,
  'tracebacks.enter': enterTraceback,
  'tracebacks.acknowledge': acknowledgeTraceback,
  'tracebacks.passOn': passOnTraceback,
  'tracebacks.confirm': confirmTraceback,
  'tracebacks.search': searchTraceback,
  'tracebacks.prepare': prepareTraceback,
  'tracebacks.approve': approveTraceback,
  'tracebacks.answer': answerTraceback,
  'tracebacks.addProof': addProof,
  'tracebacks.readProof': readProof,
  'tracebacks.sheet': readAnswer,
  'tracebacks.print': printAnswer,
  'tracebacks.list': listTracebacks,
  'tracebacks.show': showTraceback,
  'tracebackMails.configure': configureTracebackMail,
  'tracebackMails.settings': showTracebackMail,
  'tracebackMails.receive': receiveTracebackMail,
  'tracebackMails.take': takeTracebackMail,
  'tracebackMails.dismiss': dismissTracebackMail,
  'tracebackMails.list': listTracebackMails,
  'tracebackMails.open': readTracebackMail,
  'traceForwards.ask': askForward,
  'traceForwards.end': endForward,
  'traceForwards.list': listForwards,
  'upstreamReviews.decide': decideUpstream,
  'upstreamReviews.list': listUpstreamReviews,
  'upstreams.list': countUpstreams,
  'tracebacks.watch': watchTracebacks,
  'onCall.add': addTurn,
  'onCall.end': endTurn,
  'onCall.list': listTurns,
} as const;
