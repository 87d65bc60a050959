import { Socket } from 'node:net';
import { format } from 'node:util';

// Loaded once in each worker: notes who prints, drops a rejection or leaves the machine.

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;

/** Taken before a test can install fake timers. */
export const nextTurn = setImmediate;

/** How many tests have ended in this worker: what goes on in the background sees that its test is over. */
export const tests = { ended: 0 };

/** What another writer has done since the last look. */
export const complaints: string[] = [];

for (const method of METHODS) {
  console[method] = (...values: unknown[]) => void complaints.push(`console.${method}: ${format(...values)}`);
}

process.on('unhandledRejection', (reason) => {
  complaints.push(`unhandled rejection: ${format(reason)}`);
});

// Below fetch and http, so that it holds whether or not a test uses nock, and looks like a real unreachable network.
const connect = Socket.prototype.connect;
Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]): Socket {
  const target = targetOf(args);
  if (target === undefined || LOOPBACK.test(target)) return Reflect.apply(connect, this, args);
  complaints.push(`connection to ${target}`);
  const refused = Object.assign(new Error(`the network is off in tests: ${target}`), { code: 'ENETUNREACH' });
  process.nextTick(() => this.destroy(refused));
  return this;
};

/** The host a socket is asked to reach; undefined for pipes and for the default host, which is this machine. */
function targetOf(args: readonly unknown[]): string | undefined {
  // node's own net.connect hands its normalised arguments over as one array
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    return 'host' in first && typeof first.host === 'string' ? first.host : undefined;
  }
  return typeof second === 'string' ? second : undefined;
}
