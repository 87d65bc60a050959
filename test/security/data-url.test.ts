import { describe, expect, test } from 'vitest';
import { type AttachmentOptions, InputError } from '../../src/index.js';
import { caught } from '../faults/transport-kit.js';
import { setUp } from '../helpers/client.js';

// An applicant decides what stands in `data_url`. The rules are tested one by one beside the guard
// (unit/attachment-*); here they are asked of an action, whose last word is what was sent and what was written.

const FILE = 'https://files.example.com/cv.pdf';
type Answers = Readonly<Record<string, () => Response>>;

/** Adds the file behind a URL to a candidate and tells what was asked of whom. */
async function add(url: string, answers: Answers = {}, options: AttachmentOptions = {}) {
  const asked: string[] = [];
  const headers: string[] = [];
  const { erecruiter, sandbox } = setUp({
    sandbox: { applicants: 1, jobs: 1 },
    attachments: {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        asked.push(request.url);
        headers.push(...[...request.headers].map(([name, value]) => `${name}: ${value}`));
        expect(request.redirect).toBe('manual');
        return answers[request.url]?.() ?? new Response('a file');
      },
      ...options,
    },
  });
  const attachment = { name: 'cv.pdf', type: 'CV', data_url: url } as const;
  const call = erecruiter.addAttachmentToCandidate({ candidate_id: 'remote:150000', attachment });
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const content = sandbox.cvOf(150_000)?.Content ?? '';
  return { asked, headers, error, isStored: atob(content) === 'a file', requests: sandbox.requests };
}

/** Hosts that lead to this machine, to its network, or to where a cloud keeps its secrets. */
const PRIVATE = [
  ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '017700000001', '0x7f000001', '0x7f.0.0.1', '0177.0.0.01'],
  ...['127.0.0.1.', '0', '0.0.0.0', '000.000.000.000', '10.0.0.1', '10.1', '167772161', '172.16.0.1', '172.31.255.255'],
  ...['192.168.0.1', '192.168.1', '3232235521', '0xc0.0xa8.0.1', '169.254.169.254', '2852039166', '0xa9fea9fe'],
  ...['0251.0376.0251.0376', '169.254.43518', '100.64.0.1', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
  ...[
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '１２７．０．０．１',
    '127。0。0。1',
    '①②⑦.⓪.⓪.①',
    '%31%32%37.0.0.1',
  ],
  ...[
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[::ffff:0:127.0.0.1]',
  ],
  ...['[::ffff:a9fe:a9fe]', '[64:ff9b::127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::1]', '[2002:7f00:1::]'],
  ...[
    '[2002:a9fe:a9fe::]',
    '[2001:0:0:0:0:0:80ff:fffe]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[fec0::1]',
  ],
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'ｌｏｃａｌｈｏｓｔ',
    'a.localhost',
    'localhost.localdomain',
    'db.internal',
  ],
  ...[
    'metadata.google.internal',
    'metadata.google.internal.',
    'METADATA.GOOGLE.INTERNAL',
    'instance-data.ec2.internal',
  ],
  ...['metadata', 'kubernetes.default.svc', 'nas.local', 'wiki.corp', 'router.lan', 'x.home.arpa', '127.0.0.1.nip.io'],
  ...['10-0-0-1.sslip.io', 'localtest.me', 'app.lvh.me', 'com', 'intranet'],
];

describe('a host that is not public', () => {
  test.each(PRIVATE)('%s gets no request', async (host) => {
    const { error, asked, requests } = await add(`https://${host}/cv.pdf`);
    expect(InputError.isInstance(error), String(error)).toBe(true);
    expect({ asked, requests }).toEqual({ asked: [], requests: 0 });
  });

  test('gets no request when a public one redirects there, at any hop', async () => {
    for (const host of PRIVATE) {
      const to = (location: string) => () => new Response('moved', { status: 302, headers: { location } });
      const ascii = encodeURI(`https://${host}/cv.pdf`);
      const [hops, answers]: [number, Answers] =
        host.length % 2 === 0
          ? [1, { [FILE]: to(ascii) }]
          : [2, { [FILE]: to('/next'), 'https://files.example.com/next': to(ascii) }];
      const { error, asked, isStored } = await add(FILE, answers);
      expect(InputError.isInstance(error), `${host}: ${String(error)}`).toBe(true);
      expect({ host, asked: asked.length, isStored }).toEqual({ host, asked: hops, isStored: false });
    }
  });
});

test.each([
  ...[
    'http://files.example.com/',
    'ftp://files.example.com/',
    'file:///etc/passwd',
    'blob:https://files.example.com/a',
  ],
  ...[
    'javascript:alert(1)',
    'gopher://files.example.com/',
    'ws://files.example.com/',
    '//files.example.com/',
    '/etc/passwd',
  ],
  ...[
    'https://user@files.example.com/',
    'https://user:secret@files.example.com/',
    'https://:secret@files.example.com/',
  ],
  ...[
    'https://files.example.com@127.0.0.1/',
    'https://[fe80::1%25eth0]/',
    'https://127.0.0.1:443/',
    'https://exa mple.com/',
  ],
  ...['', ' ', 'https://', 'about:blank'],
])('%j is refused before anything is sent', async (url) => {
  const { error, asked } = await add(url);
  expect(InputError.isInstance(error), String(error)).toBe(true);
  expect(String(error)).not.toContain('secret');
  expect(asked).toEqual([]);
});

test.each([
  'http://files.example.com/cv.pdf',
  'ftp://files.example.com/',
  'file:///etc/passwd',
  'data:,x',
  'https://a:b@files.example.com/',
])('a redirect to %s is not followed', async (location) => {
  const { error, asked } = await add(FILE, {
    [FILE]: () => new Response(null, { status: 307, headers: { location } }),
  });
  expect(InputError.isInstance(error), String(error)).toBe(true);
  expect(asked).toEqual([FILE]);
});

describe('with a resolver', () => {
  const names = (addresses: Readonly<Record<string, readonly string[]>>): AttachmentOptions => ({
    resolve: async (hostname) => addresses[hostname] ?? [],
  });

  test.each([
    ['127.0.0.1'],
    ['::1'],
    ['::ffff:10.0.0.1'],
    ['64:ff9b::a9fe:a9fe'],
    ['fe80::1%eth0'],
    ['169.254.169.254'],
    ['0.0.0.0'],
    ['93.184.216.34', '10.0.0.1'],
    ['2606:4700::1111', '::1'],
    ['not an address'],
    [''],
    [],
  ])('a name that looks harmless but leads to %j is asked for nothing', async (...addresses) => {
    const found = addresses.filter((address) => typeof address === 'string');
    const { error, asked } = await add(FILE, {}, names({ 'files.example.com': found }));
    expect(String(error)).toBe(
      'InputError: Invalid input: attachment.data_url: files.example.com is not a public host',
    );
    expect(asked).toEqual([]);
  });

  test('each hop is looked up, and the first that is private ends it', async () => {
    const answers = {
      [FILE]: () => new Response(null, { status: 302, headers: { location: 'https://cdn.example.com/cv.pdf' } }),
    };
    const looked: string[] = [];
    const options: AttachmentOptions = {
      resolve: async (hostname) => {
        looked.push(hostname);
        return [hostname === 'cdn.example.com' ? '192.168.0.1' : '93.184.216.34'];
      },
    };
    const { error, asked } = await add(FILE, answers, options);
    expect(String(error)).toContain('cdn.example.com is not a public host');
    expect({ asked, looked }).toEqual({ asked: [FILE], looked: ['files.example.com', 'cdn.example.com'] });
  });

  test('one that fails is a refusal that does not say why', async () => {
    const resolve = async (): Promise<string[]> => Promise.reject(new Error('secret resolver at 10.0.0.53'));
    const { error, asked } = await add(FILE, {}, { resolve });
    expect(String(error)).toMatch(/could not be fetched from files\.example\.com$/);
    expect(asked).toEqual([]);
  });

  test('a name that leads to public addresses only is fetched, on any port', async () => {
    const url = 'https://files.example.com:8443/cv.pdf';
    const { isStored } = await add(url, {}, names({ 'files.example.com': ['93.184.216.34', '2606:4700::1111'] }));
    expect(isStored).toBe(true);
  });
});

test('without a resolver a name is judged by its looks: this one is fetched, wherever it leads', async () => {
  const { isStored, headers } = await add('https://rebind.example.com/cv.pdf');
  expect(isStored).toBe(true);
  expect(headers).toEqual(['user-agent: erecruiter-kombo/0.0.0-source']);
});

test('a create with such a file writes nothing', async () => {
  const { erecruiter, sandbox } = setUp({ sandbox: { applicants: 1 } });
  const input = {
    candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' },
    application: { job_id: 'remote:4713' },
    attachments: [{ name: 'cv.pdf', type: 'CV', data_url: 'https://169.254.169.254/latest/meta-data/' }],
  } as const;
  const error = await caught(erecruiter.createApplication(input));
  expect(String(error)).toContain('attachments.0.data_url: 169.254.169.254 is not a public host');
  expect(sandbox.log.filter(({ method, template }) => method !== 'GET' && template !== 'Token')).toEqual([]);
});
