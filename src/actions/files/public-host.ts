import { parseUrl } from '../../mappers/values/web-address.js';

// IANA's special-purpose registries, and one public address behind which a cloud keeps its metadata.
const SPECIAL_V4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // Azure's platform services
  '169.254.0.0/16', // link-local, metadata services among them
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // multicast tunnels
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
];
/** All public addresses are in this range; loopback, link-local, unique local and multicast addresses are not. */
const GLOBAL_V6 = '2000::/3';
const SPECIAL_V6 = [
  '2001::/23', // protocol assignments: Teredo, benchmarks, ORCHID
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '3ffe::/16', // 6bone
  '3fff::/20', // documentation
];
/** IPv6 forms of an IPv4 address that resolvers return: mapped, and NAT64. */
const EMBEDDING_V6 = ['::ffff:0:0/96', '64:ff9b::/96'];

/** Top-level names of private hosts. */
const LOCAL_NAMES = new Set(
  `arpa cluster consul corp dhcp docker domain fritz home internal intranet invalid ip k8s lan local localdomain
  localdomain4 localdomain6 localhost localhost4 localhost6 localnet loopback mail novalocal onion openstacklocal
  private router svc test vm workgroup`.split(/\s+/),
);
/** Public names that lead to the machine itself, to its network, or to a cloud's metadata. */
const HARMFUL_NAMES = [
  // metadata of clouds
  'metadata.packet.net',
  'metadata.platformequinix.com',
  'metadata.tencentyun.com',
  // names of hosts inside clouds
  'internal.cloudapp.net', // Azure
  'oraclevcn.com', // Oracle
  // any address can be written into the name
  ...['backname.io', 'local-ip.co', 'local-ip.sh', 'nip.io', 'plex.direct', 'sslip.io', 'traefik.me', 'xip.io'],
  'xip.name',
  // names that change their address between two lookups
  ...['1u.ms', 'rbndr.us', 'rebind.it'],
  // loopback names for developers
  '127-0-0-1.org.uk',
  ...['ddev.site', 'fuf.me', 'lacolhost.com', 'lcl.host', 'lndo.site', 'local.gd', 'localho.st', 'localhost.direct'],
  ...['localhost.localstack.cloud', 'localtest.me', 'lvh.me', 'smackaho.st', 'spoofed.burpcollaborator.net', 'vcap.me'],
  // names that routers and hosts of a local network answer
  ...['fritz.box', 'mshome.net', 'myfritz.box', 'routerlogin.net', 'tplinkwifi.net'],
];

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Whether the hostname of a URL is an address, which URL parsers write as four numbers or in brackets. */
export function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || IPV4.test(hostname);
}

/** Whether a text is an address of the public internet. */
export function isPublicAddress(address: string): boolean {
  const bits = bitsOf(address);
  if (bits === undefined) return false;
  if (bits.length === 32) return !isWithin(bits, SPECIAL_V4);
  if (isWithin(bits, EMBEDDING_V6)) return !isWithin(bits.slice(96), SPECIAL_V4);
  return isWithin(bits, [GLOBAL_V6]) && !isWithin(bits, SPECIAL_V6);
}

/** Whether a name may belong to a public host, as far as a name can show. `hostname` is as URL parsers write it. */
export function isPublicName(hostname: string): boolean {
  const name = withoutDot(hostname.toLowerCase());
  const labels = name.split('.');
  const top = labels.at(-1) ?? '';
  if (labels.length < 2 || labels.includes('') || !/^[a-z]/.test(top) || LOCAL_NAMES.has(top)) return false;
  return !HARMFUL_NAMES.some((harmful) => name === harmful || name.endsWith(`.${harmful}`));
}

/** A name without the final dot that marks it as fully qualified. */
export function withoutDot(hostname: string): string {
  return hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
}

function isWithin(bits: string, ranges: readonly string[]): boolean {
  return ranges.some((range) => {
    const [base = '', size] = range.split('/');
    return bits.startsWith((bitsOf(base) ?? '').slice(0, Number(size)));
  });
}

/** An address as 32 or 128 characters `0` and `1`; undefined for anything else, zone ids and octal numbers included. */
function bitsOf(text: string): string | undefined {
  const lower = text.toLowerCase();
  // Other numbers of dots and digits are names to some URL parsers, which leave them unchanged.
  if (IPV4.test(lower)) {
    return hostnameOf(lower) === lower ? toBits(lower.split('.'), 10, 8) : undefined;
  }
  const address = /^\[(.*)\]$/.exec(lower)?.[1] ?? lower;
  if (!/^[\da-f.:]+$/.test(address)) return undefined;
  const hostname = hostnameOf(`[${address}]`); // shortest form, IPv4 parts written as groups
  if (hostname === undefined) return undefined;
  const [head = [], tail = []] = hostname.slice(1, -1).split('::').map(groupsOf);
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return toBits([...head, ...zeros, ...tail], 16, 16);
}

function hostnameOf(host: string): string | undefined {
  return parseUrl(`http://${host}`)?.hostname;
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

function toBits(groups: readonly string[], radix: number, width: number): string {
  return groups.map((group) => Number.parseInt(group, radix).toString(2).padStart(width, '0')).join('');
}
