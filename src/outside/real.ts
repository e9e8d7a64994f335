import { certificateFetch, publicCertificateFetch } from './certificate-fetch.ts';
import { lookUpAddresses, lookUpExchanges, lookUpText } from './dns.ts';
import { fetchMail } from './mail-in.ts';
import { sendMail } from './mail-out.ts';
import type { Outside } from './outside.ts';
import { publicUrl } from './public-url.ts';
import { visit } from './visit.ts';

/** The world as it is. */
export const realOutside = (): Outside => ({
  sendMail,
  lookUpText,
  lookUpAddresses,
  lookUpExchanges,
  fetchMail,
  visit,
  fetchCertificate: certificateFetch(publicCertificateFetch),
  publicUrl: publicUrl(),
});
