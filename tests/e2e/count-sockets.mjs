// Loaded into a process with --import: writes down each connection that it opens and that is no Unix socket, and each name that it looks up.
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const { COUNT_SOCKETS_IN } = process.env;

function note(what) {
  if (COUNT_SOCKETS_IN) appendFileSync(COUNT_SOCKETS_IN, `${what}\n`);
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectAndNote(...given) {
  const [first] = given;
  const options = Array.isArray(first) ? first[0] : first;
  const isLocalSocket = typeof options === 'string' ? !/^\d+$/.test(options) : options?.path !== undefined;
  if (!isLocalSocket) note(`connect ${JSON.stringify({ host: options?.host, port: options?.port ?? options })}`);
  return Reflect.apply(connect, this, given);
};

const { lookup } = dns;
dns.lookup = (name, ...given) => {
  note(`lookup ${name}`);
  return lookup(name, ...given);
};
