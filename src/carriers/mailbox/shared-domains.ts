// Free mail and access providers as they are known in the United States. A name not here costs a telephone call less, one too many a call more.

/** First labels of services that stand under the domains of many countries. */
const anywhere = new Set(
  'gmail googlemail yahoo ymail rocketmail outlook hotmail live msn aol icloud protonmail proton gmx yandex zoho zohomail fastmail tutanota tuta'.split(
    ' ',
  ),
);

const exactly = new Set(
  `mail.com email.com usa.com inbox.com mail.ru me.com mac.com pm.me hey.com duck.com fastmail.fm hushmail.com mailbox.org posteo.net
  posteo.de web.de t-online.de qq.com 163.com 126.com naver.com juno.com netzero.net comcast.net xfinity.com att.net sbcglobal.net bellsouth.net
  verizon.net cox.net charter.net spectrum.net rr.com roadrunner.com twc.com earthlink.net frontier.com frontiernet.net windstream.net
  centurylink.net centurytel.net embarqmail.com optonline.net optimum.net mediacombb.net suddenlink.net tds.net`.split(
    /\s+/,
  ),
);

/** Whether strangers have mailboxes in a domain: what is proven to be from it is anybody's. */
export const isSharedDomain = (domain: string): boolean => {
  const name = domain.trim().toLowerCase().replace(/\.$/, '');
  const [first = '', ...rest] = name.split('.');
  // of more labels than a country has, it is a company's own machine that is called so
  const isService = anywhere.has(first) && /^[a-z]{2,3}(?:\.[a-z]{2})?$/.test(rest.join('.'));
  return isService || exactly.has(name);
};
