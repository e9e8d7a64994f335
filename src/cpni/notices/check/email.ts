import { ban, type Checked, demand, type Finding, outside } from './finding.ts';
import { find, findWords, fold, type Span } from './text.ts';
import { wordsOf } from './words/of-language.ts';
import type { Words } from './words/words.ts';

const longestSubject = 120;
const unread = /\b(no|do-?not|don-?t)[-_.]?(reply|respond)\b|noreply|donotreply|mailer-daemon|unmonitored/;
const address = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** A span of the subject line: its places are those of the subject. */
const inSubject = (subject: string, expression: RegExp): Span | null => {
  const hit = expression.exec(fold(subject));
  return hit === null
    ? null
    : { from: hit.index, to: hit.index + hit[0].length, quote: subject.slice(hit.index, hit.index + hit[0].length) };
};

const counted = (text: string, { smallWords, subjectWords }: Words): number =>
  (text.match(smallWords)?.length ?? 0) + (text.match(subjectWords)?.length ?? 0);

const subjectLine = ({ notice, words }: Checked): Finding[] => {
  const subject = notice.subject ?? '';
  const other = wordsOf[notice.language === 'en' ? 'es' : 'en'];
  const capitals = subject.length > 12 && subject === subject.toUpperCase();
  return [
    demand(
      '(d)(3)(iv)',
      'subject-names',
      inSubject(subject, words.subjectNames),
      'Name CPNI, phone records or the privacy choice in the subject line.',
    ),
    ban(
      '(d)(3)(iv)',
      'subject-promotes',
      // whatever its language: a promotion may stand in the other
      inSubject(subject, words.subjectPromotes) ?? inSubject(subject, other.subjectPromotes),
      'Keep promotion out of the subject line.',
    ),
    outside(
      '(c)(6)',
      'subject-language',
      counted(fold(subject), other) <= counted(fold(subject), words),
      'Write the subject line in the language of the notice.',
    ),
    outside(
      '(d)(3)(iv)',
      'subject-clear',
      subject.length <= longestSubject && !capitals,
      `Keep the subject line under ${longestSubject} characters, not in capitals.`,
    ),
  ];
};

/** 64.2008(d)(3)(ii) a reply opts out, (iv) the subject line says what it is. For notices that go out by e-mail. */
export const email = (checked: Checked): Finding[] => {
  const { notice, text, words } = checked;
  if (!notice.methods.includes('email')) return [];
  const sender = notice.sender ?? '';
  const reply =
    notice.kind === 'opt-in'
      ? []
      : [
          demand(
            '(d)(3)(ii)',
            'reply',
            find(text, 1, words.channels['email-reply']),
            'Say that a reply to the e-mail opts out.',
          ),
          outside(
            '(d)(3)(ii)',
            'reply-offered',
            notice.channels.includes('email-reply'),
            "Offer 'email-reply' among the ways to say no.",
          ),
          ban(
            '(d)(3)(ii)',
            'reply-allowed',
            findWords(text, words.doNotReply),
            'Take out that the e-mail must not be answered.',
          ),
          outside(
            '(d)(3)(ii)',
            'sender',
            address.test(sender) && !unread.test(sender.toLowerCase()),
            "Give in 'sender' an address that people read; a no-reply address cannot take an opt-out.",
          ),
        ];
  return [...reply, ...subjectLine(checked)];
};
