import type { Socket } from 'node:net';

type ReadError = NodeJS.ErrnoException & { readonly rawPacket?: Buffer };

/** Answers a request that cannot be parsed, if its sender still listens. */
export const refuse = (error: ReadError, socket: Socket): void => {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const location = error.code === 'HPE_INVALID_URL' ? asciiAddress(error.rawPacket) : undefined;
  const status =
    location === undefined
      ? (STATUS_OF_ERROR[error.code ?? ''] ?? '400 Bad Request')
      : `301 Moved Permanently\r\nLocation: ${location}`;
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
};

const STATUS_OF_ERROR: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * The address of a request as it should have been sent. curl, and feed readers that use it, send Japanese words of a
 * search without percent-encoding (RFC 3986 §2). Relative, so that it is right behind a proxy, too; undefined where
 * anything else is wrong.
 */
const asciiAddress = (request: Buffer | undefined): string | undefined => {
  const [, target] =
    /^(?:GET|HEAD) (\/[!-~\x80-\xff]*) HTTP\/1\.[01]\r\n/.exec(request?.toString('latin1') ?? '') ?? [];
  const [, folder, last] = /^([^?]*\/)([^/?]*(?:\?.*)?)$/.exec(target ?? '') ?? [];
  if (folder === undefined || last === undefined || /[\x80-\xff]/.test(folder)) return undefined;
  const spelt = last.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return spelt === last ? undefined : `./${spelt}`;
};
