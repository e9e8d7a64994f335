import { isIP } from 'node:net';
import { refuse } from '../../kernel/problem.ts';

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
};

/**
 * COMPLINE_TRUSTED_PROXIES: the addresses or networks of the proxies before us, by commas. What they say of who asks and by which
 * protocol (`X-Forwarded-For`, `-Proto`) is believed; of anybody else nothing is. False where none is set.
 */
export const trustedProxies = (): false | string[] => {
  const given = process.env.COMPLINE_TRUSTED_PROXIES ?? '';
  if (given === '') return false;
  const proxies = given.split(',').map((one) => one.trim());
  const wrong = proxies.find((one) => !isNetwork(one));
  if (wrong !== undefined)
    refuse(
      'invalid-input',
      `COMPLINE_TRUSTED_PROXIES: '${wrong}' is no address or network.`,
      'Name each as 127.0.0.1 or 10.0.0.0/8, with commas between.',
    );
  return proxies;
};
