import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address that a webhook must not reach. The code is shown to the institution; the address is not. */
export class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress';
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export type AddressPolicy = {
  /** Only the embedded runtime sets it: plain http to this machine, on any port. Nothing else private becomes reachable. */
  loopback: boolean;
};

/** Ports that a receiver may listen on; anything else could be a service that was never meant to be reached. */
const allowedPorts = [443, 8443];

/** IPv6 that carries an IPv4 address inside, which decides: NAT64 (RFC 6052, 8215), 6to4, Teredo, IPv4-compatible. */
const embedding = (address: ipaddr.IPv6): boolean =>
  ['rfc6052', 'rfc6145', '6to4', 'teredo'].includes(address.range()) ||
  address.match(ipaddr.parseCIDR('64:ff9b:1::/48') as [ipaddr.IPv6, number]) ||
  address.match(ipaddr.parseCIDR('::/96') as [ipaddr.IPv6, number]);

/**
 * Whether an address belongs to the public internet: `unicast` of the IANA registries as ipaddr.js knows them, which
 * leaves out private, loopback, link-local (metadata services among them), CGNAT, unique-local, multicast and reserved.
 */
export const addressAllowed = (text: string, policy: AddressPolicy): boolean => {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (policy.loopback && address.range() === 'loopback') return true;
  if (address instanceof ipaddr.IPv6 && embedding(address)) return false;
  return address.range() === 'unicast';
};

/** Refuses what the URL alone tells. @throws ForbiddenAddress */
export const checkUrl = (text: string, policy: AddressPolicy): URL => {
  const url = URL.parse(text);
  if (!url) throw new ForbiddenAddress('not-a-url');
  if (url.username || url.password) throw new ForbiddenAddress('credentials-in-url');
  if (url.hash) throw new ForbiddenAddress('fragment-in-url');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const literal = isIP(host) !== 0;
  if (policy.loopback && (host === 'localhost' || (literal && ipaddr.process(host).range() === 'loopback'))) {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new ForbiddenAddress('not-https');
    return url;
  }
  if (url.protocol !== 'https:') throw new ForbiddenAddress('not-https');
  if (!allowedPorts.includes(Number(url.port || 443))) throw new ForbiddenAddress('port-not-allowed');
  if (literal && !addressAllowed(host, policy)) throw new ForbiddenAddress('address-not-allowed');
  if (!literal && !host.includes('.')) throw new ForbiddenAddress('address-not-allowed');
  return url;
};

type Resolve = (host: string) => Promise<LookupAddress[]>;
const systemResolve: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * Name resolution for a connection: the very addresses that were checked are the ones connected to, so a name that
 * answers differently the second time gains nothing. One forbidden address among several refuses the name.
 */
export const checkedLookup =
  (policy: AddressPolicy, resolve: Resolve = systemResolve): LookupFunction =>
  (host: string, options: LookupOptions, done) => {
    resolve(host).then(
      (addresses) => {
        const family = options.family === 4 || options.family === 6 ? options.family : undefined;
        if (addresses.length === 0 || !addresses.every(({ address }) => addressAllowed(address, policy)))
          return done(new ForbiddenAddress('address-not-allowed'), '');
        const usable = family ? addresses.filter((one) => one.family === family) : addresses;
        const [first] = usable;
        if (!first) return done(new ForbiddenAddress('no-address'), '');
        return options.all ? done(null, usable) : done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
