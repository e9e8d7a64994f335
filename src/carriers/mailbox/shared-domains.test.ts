// Which domains strangers share: a proof of one of them is a proof of nobody.
import { expect, it } from 'vitest';
import { isSharedDomain } from './shared-domains.ts';

it.each(['gmail.com', 'Yahoo.co.uk', 'outlook.de', 'hotmail.com.', 'comcast.net', 'me.com', 'mail.ru', 'proton.me'])(
  '%s is anybody’s',
  (domain) => expect(isSharedDomain(domain)).toBe(true),
);

it.each([
  'tracebacks.org',
  'fcc.gov',
  'mail.traceback.example',
  'live.carrier.example',
  'gmail.carrier.example',
  'notgmail.com',
  '',
])('%s is somebody’s own', (domain) => expect(isSharedDomain(domain)).toBe(false));
