import { connect } from 'node:net';

const PATIENCE_MS = 1_000;

/** Whether a Redis on this port of 127.0.0.1 answers, and has finished loading its data. */
export function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.setTimeout(PATIENCE_MS, () => answer(false));
    socket.on('connect', () => socket.write('PING\r\n'));
    socket.on('data', (reply) => answer(reply.toString().startsWith('+PONG')));
    socket.on('error', () => answer(false));
    socket.on('close', () => answer(false));
  });
}
