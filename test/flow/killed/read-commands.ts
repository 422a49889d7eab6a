/** One command as it came over the wire: its words, and its bytes to send it on. */
export type RedisCommand = { readonly words: readonly string[]; readonly bytes: Buffer };

/** Reads a client's side of the Redis protocol: arrays of bulk strings, cut into chunks anywhere. */
export function createCommandReader(): (chunk: Buffer) => readonly RedisCommand[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const commands: RedisCommand[] = [];
    for (let read = readOne(rest); read; read = readOne(rest)) {
      commands.push({ words: read.words, bytes: rest.subarray(0, read.end) });
      rest = rest.subarray(read.end);
    }
    return commands;
  };
}

function readOne(bytes: Buffer): { readonly words: readonly string[]; readonly end: number } | null {
  const head = readLine(bytes, 0);
  if (!head) return null;
  let at = head.end;
  const words: string[] = [];
  for (let count = Number(head.line.slice(1)); count > 0; count--) {
    const length = readLine(bytes, at);
    if (!length) return null;
    const end = length.end + Number(length.line.slice(1));
    if (bytes.length < end + 2) return null;
    words.push(bytes.toString('utf8', length.end, end));
    at = end + 2;
  }
  return { words, end: at };
}

function readLine(bytes: Buffer, from: number): { readonly line: string; readonly end: number } | null {
  const end = bytes.indexOf('\r\n', from);
  return end === -1 ? null : { line: bytes.toString('utf8', from, end), end: end + 2 };
}
