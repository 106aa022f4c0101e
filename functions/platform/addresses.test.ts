import { describe, expect, it } from 'vitest';
import { addressAllowed, checkedLookup, checkUrl, ForbiddenAddress } from './addresses.ts';

const deployed = { loopback: false };
const embedded = { loopback: true };

const forbidden = [
  ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.8.8.8', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.0.0.1', '192.0.2.1', '192.168.1.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '240.0.0.1'],
  ...['255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1'],
  // An IPv4 address inside an IPv6 one: mapped, NAT64 (both prefixes), 6to4, Teredo, compatible.
  ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001::1'],
  ...['::127.0.0.1', '::7f00:1', 'fec0::1', '100::1', 'not an address', ''],
];
const allowed = ['1.1.1.1', '8.8.8.8', '99.255.255.255', '100.128.0.1', '172.32.0.1', '2606:4700:4700::1111'];

describe('addresses that webhooks may reach', () => {
  it.each(forbidden)('leave out %s', (address) => expect(addressAllowed(address, deployed)).toBe(false));
  it.each(allowed)('include %s', (address) => expect(addressAllowed(address, deployed)).toBe(true));

  it('include this machine only where the embedded runtime says so, and nothing else private', () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      expect(addressAllowed(address, embedded), address).toBe(true);
    for (const address of ['10.0.0.1', '169.254.169.254', '192.168.1.1', 'fc00::1'])
      expect(addressAllowed(address, embedded), address).toBe(false);
  });
});

describe('the URL of an endpoint', () => {
  const code = (url: string, policy = deployed) => {
    try {
      checkUrl(url, policy);
      return 'allowed';
    } catch (error) {
      if (error instanceof ForbiddenAddress) return error.code;
      throw error;
    }
  };
  it.each([
    ['https://hooks.example.org/in', 'allowed'],
    ['https://hooks.example.org:8443/in', 'allowed'],
    ['http://hooks.example.org/in', 'not-https'],
    ['ftp://hooks.example.org/in', 'not-https'],
    ['https://user:word@hooks.example.org/', 'credentials-in-url'],
    ['https://user@hooks.example.org/', 'credentials-in-url'],
    ['https://hooks.example.org:22/', 'port-not-allowed'],
    ['https://hooks.example.org:8080/', 'port-not-allowed'],
    ['https://hooks.example.org/#part', 'fragment-in-url'],
    ['https://127.0.0.1/', 'address-not-allowed'],
    ['https://2130706433/', 'address-not-allowed'],
    ['https://0x7f.1/', 'address-not-allowed'],
    ['https://0177.0.0.1/', 'address-not-allowed'],
    ['https://[::1]/', 'address-not-allowed'],
    ['https://[::ffff:169.254.169.254]/', 'address-not-allowed'],
    ['https://[64:ff9b::a9fe:a9fe]/', 'address-not-allowed'],
    ['https://169.254.169.254/latest/meta-data', 'address-not-allowed'],
    ['https://localhost/', 'address-not-allowed'],
    ['https://dynamodb/', 'address-not-allowed'],
    ['not a url', 'not-a-url'],
  ])('%s is %s', (url, expected) => expect(code(url)).toBe(expected));

  it('may be plain http on any port of this machine only where the embedded runtime says so', () => {
    expect(code('http://127.0.0.1:4567/in', embedded)).toBe('allowed');
    expect(code('http://localhost:4567/in', embedded)).toBe('allowed');
    expect(code('http://10.0.0.1:4567/in', embedded)).toBe('not-https');
    expect(code('http://hooks.example.org/in', embedded)).toBe('not-https');
  });
});

describe('resolving a name', () => {
  const resolve = (addresses: string[], options: { all?: boolean } = { all: true }) =>
    new Promise((done) => {
      const lookup = checkedLookup(deployed, async () =>
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
      lookup('hooks.example.org', options, (error, address) =>
        done(error ? (error as ForbiddenAddress).code : address),
      );
    });

  it('gives the connection the very addresses that were checked', async () => {
    expect(await resolve(['1.1.1.1', '8.8.8.8'])).toEqual([
      { address: '1.1.1.1', family: 4 },
      { address: '8.8.8.8', family: 4 },
    ]);
    expect(await resolve(['1.1.1.1'], {})).toBe('1.1.1.1');
  });

  it('refuses a name with one forbidden address among good ones, or with none', async () => {
    expect(await resolve(['1.1.1.1', '127.0.0.1'])).toBe('address-not-allowed');
    expect(await resolve(['::ffff:10.0.0.1'])).toBe('address-not-allowed');
    expect(await resolve([])).toBe('address-not-allowed');
  });
});
