import { connect } from 'node:net';
import { once } from 'node:events';
import { type Label, zpl } from './labels.js';

/** Prints on the printer at the desk, over its raw port. */
export async function print(label: Label): Promise<void> {
  const socket = connect({ host: process.env.PRINTER_HOST, port: 9100, timeout: 5_000 });
  socket.on('timeout', () => socket.destroy(new Error('The printer does not answer')));
  socket.end(zpl(label));
  await once(socket, 'close');
}
