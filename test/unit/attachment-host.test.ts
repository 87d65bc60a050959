import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAddress, isPublicAddress, isPublicName } from '../../src/actions/files/public-host.js';

describe('addresses outside the public ranges', () => {
  test.each([
    // first and last of every range
    ['this network', '0.0.0.0', '0.255.255.255'],
    ['private, class A', '10.0.0.0', '10.255.255.255'],
    ['carrier-grade NAT', '100.64.0.0', '100.127.255.255'],
    ['a metadata service in it', '100.100.100.200'],
    ['loopback', '127.0.0.0', '127.0.0.1', '127.255.255.255'],
    ['platform services of a cloud', '168.63.129.16'],
    ['link-local, metadata', '169.254.0.0', '169.254.169.254', '169.254.255.255'],
    ['private, class B', '172.16.0.0', '172.31.255.255'],
    ['protocol assignments', '192.0.0.0', '192.0.0.192', '192.0.0.255'],
    ['documentation', '192.0.2.0', '192.0.2.255', '198.51.100.0', '198.51.100.255', '203.0.113.0', '203.0.113.255'],
    ['AS112 and multicast tunnels', '192.31.196.1', '192.52.193.1', '192.175.48.1'],
    ['6to4 relays', '192.88.99.0', '192.88.99.255'],
    ['private, class C', '192.168.0.0', '192.168.255.255'],
    ['benchmarks', '198.18.0.0', '198.19.255.255'],
    ['multicast', '224.0.0.0', '239.255.255.255'],
    ['reserved and broadcast', '240.0.0.0', '255.255.255.255'],
    ['IPv6 unspecified and loopback', '::', '::1', '0:0:0:0:0:0:0:1'],
    ['IPv6 mapped', '::ffff:127.0.0.1', '::FFFF:7F00:1', '::ffff:10.1.2.3', '0:0:0:0:0:ffff:169.254.169.254'],
    ['IPv6 compatible', '::127.0.0.1', '::8.8.8.8', '::7f00:1'],
    ['IPv4-translated', '::ffff:0:127.0.0.1', '::ffff:0:8.8.8.8'],
    ['NAT64', '64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::8.8.8.8', '64:ff9b:0:0:0:1:808:808'],
    ['discard-only', '100::', '100::1'],
    ['Teredo', '2001::', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['other protocol assignments', '2001:2::1', '2001:10::1', '2001:20::1', '2001:1ff:ffff::'],
    ['IPv6 documentation', '2001:db8::1', '2001:DB8:ffff::', '3fff::1', '3fff:fff::'],
    ['6to4', '2002::', '2002:7f00:1::', '2002:808:808::1'],
    ['6bone', '3ffe::1'],
    ['segment routing', '5f00::1'],
    ['unique local', 'fc00::', 'fd00:ec2::254', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['link-local', 'fe80::', 'fe80::1', 'febf:ffff::', 'fe80::1%eth0', 'fe80::1%25eth0'],
    ['site-local', 'fec0::1', 'feff::1'],
    ['IPv6 multicast', 'ff00::', 'ff02::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['unassigned', '1::', '1fff:ffff::', '4000::', '8000::1'],
    ['public addresses in a zone', '2606:4700::1111%eth0', '8.8.8.8%eth0'],
  ])('%s', (_, ...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
    expect(addresses.map((address) => `[${address}]`).filter(isPublicAddress)).toEqual([]);
  });
});

test('public addresses, including the neighbours of each range', () => {
  const addresses = [
    ...['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
    ...['168.63.129.15', '168.63.129.17', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0'],
    ...['191.255.255.255', '192.0.1.0', '192.0.3.0', '192.88.98.255', '192.88.100.0', '192.167.255.255', '192.169.0.0'],
    ...['198.17.255.255', '198.20.0.0', '198.51.99.255', '198.51.101.0', '203.0.112.255', '203.0.114.0'],
    ...['223.255.255.255', '8.8.8.8', '93.184.216.34'],
    ...['2000::', '2001:200::', '2001:db7::', '2001:db9::', '2001:4860:4860::8888', '2003::', '2606:4700::1111'],
    ...['2620:4f:8000::1', '3ffd::', '3fff:1000::', '2A00:1450:4001:82A::200E', '[2606:4700::1111]'],
    ...['::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '64:ff9b::808:808'],
  ];
  expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([]);
});

test.each([
  ...['', ' ', '.', ':', '[]', '[', 'example.com', 'localhost', '8.8.8', '8', '134744072', '0x8.8.8.8', '010.8.8.8'],
  ...['8.8.8.8.', '8.8.8.8.8', '8.8.8.256', ' 8.8.8.8', '8.8.8.8\n', '8.8.8.8:80', '8.8.8.8/24', '8.8.8.8@127.0.0.1'],
  ...['2606:4700:::1', '2606:4700::1::1', '2606:4700', '1:2:3:4:5:6:7:8:9', '2606:4700::12345', '2606::g'],
  ...[
    '...',
    '..',
    '....',
    '1...',
    '...1',
    '1..1.',
    '.8.8.8',
    '8.8.8.',
    '8..8.8',
    '8.8..8',
    '[...]',
    '0008.8.8.8',
    '08.8.8.8',
  ],
  ...[
    '[8.8.8.8]',
    '[8.8.8.8',
    '8.8.8.8]',
    '[2606:4700::1111',
    '2606:4700::1111]',
    '[[2606:4700::1111]]',
    ':::',
    '::.',
    '1.1.1.1:',
  ],
  ...['::ffff:8.8.8', '[2606::1]@[::1]', '2606::1]:80/[', '⑧.8.8.8', '8。8。8。8'],
])('%j is not an address, and so not a public one', (text) => {
  expect(isPublicAddress(text)).toBe(false);
});

test('any text is either an address or refused', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789abcdefx.:[]%/@') }));
  fc.assert(
    fc.property(text, (candidate) => {
      if (isPublicAddress(candidate)) expect(isIP(candidate.replace(/^\[|\]$/g, ''))).not.toBe(0);
    }),
    { numRuns: 2_000 },
  );
});

test('an IPv4 address is judged the same in every notation that a resolver may use', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      for (const prefix of ['::ffff:', '0:0:0:0:0:FFFF:', '64:ff9b::']) {
        expect(isPublicAddress(prefix + address)).toBe(isPublicAddress(address));
      }
      expect(isPublicAddress(`::${address}`)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('URL parsers turn every notation of an IPv4 address into the one that is checked', () => {
  const hosts = [
    ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001'],
    ...['127.0.0.1.', '127.0x0.0.01', '①②⑦.0.0.1', '127。0。0。1', '127.0.0。1', '１２７.0.0.1', '%31%32%37.0.0.1'],
  ];
  for (const host of hosts) {
    const { hostname } = new URL(`https://${host}/`);
    expect([host, hostname, isAddress(hostname)]).toEqual([host, '127.0.0.1', true]);
  }
});

test('names that cannot belong to a public host', () => {
  const names = [
    ...['localhost', 'localhost.', 'a.localhost', 'a.b.localhost.', 'localhost.localdomain'],
    ...['printer.local', 'db.internal', 'metadata.google.internal', 'instance-data.ec2.internal', 'nas.lan'],
    ...['x.home.arpa'],
    ...['a.cluster', 'nas.home', 'wiki.private', 'app.test', 'metadata.packet.net', 'metadata.platformequinix.com'],
    ...['10.0.0.1.xip.io', 'x.vcap.me', '1.0.0.127.in-addr.arpa'],
    ...['kubernetes.default.svc', 'kubernetes.default.svc.cluster.local', 'wiki.corp', 'wiki.intranet', 'a.invalid'],
    ...['metadata', 'instance-data', 'intranet', 'com', 'com.', '', '.', '..', 'a..com', '.example.com'],
    ...['example.com..'],
    ...['127.0.0.1.nip.io', '10-0-0-1.sslip.io', 'localtest.me', 'app.lvh.me', 'metadata.tencentyun.com'],
    ...[
      ...['nas.router', 'pc.workgroup', 'a.docker', 'a.k8s', 'speedport.ip', 'x.fritz', 'mail.mail', 'ip6.loopback'],
      ...['127-0-0-1.org.uk', 'a.127-0-0-1.org.uk', 'myfritz.box', 'routerlogin.net', 'tplinkwifi.net'],
      'lacolhost.com',
      'a.lacolhost.com',
      'x.local.gd',
      'localho.st',
      'traefik.me',
      '10-0-0-1.traefik.me',
      'a.lcl.host',
    ],
    ...['vault.service.consul', 'consul.', 'vm1.abc.bx.internal.cloudapp.net', 'db.sub.vcn.oraclevcn.com', 'fritz.box'],
    ...['7f000001.c0a80001.rbndr.us', 'a.plex.direct', 'localhost.localdomain6', 'vm.novalocal', 'host.openstacklocal'],
    ...['LOCALHOST.LOCALDOMAIN', 'App.LVH.me', 'app.lvh.me.', 'Vault.Service.CONSUL.', 'LACOLHOST.COM.', 'lvh.me..'],
    ...['abc.onion', '1.2.3.4.5', 'example.123', 'example.0x7f', 'example.1a'],
  ];
  expect(names.filter(isPublicName)).toEqual([]);
});

test('names that may belong to a public host', () => {
  const names = ['example.com', 'example.com.', 'files.example.at', 'xn--mller-kva.example.com', 'a.xn--p1ai'];
  const near = ['notlacolhost.com', 'local.gd.example.com', 'cloudapp.net', 'vm.westeurope.cloudapp.azure.com', 'box'];
  expect(near.filter((name) => !isPublicName(name))).toEqual(['box']);
  const alike = ['localhost.example.com', 'internal.example.com', 'notlocaltest.me', 'my-nip.io', '1.2.3.example.com'];
  expect([...names, ...alike].filter((name) => !isPublicName(name))).toEqual([]);
});
