import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

type TakenMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly message: string;
  /** The login of the client, `user:password`; absent if it sent none. */
  readonly login?: string;
};

export type MailServer = {
  readonly port: number;
  readonly mails: readonly TakenMail[];
  /** The commands that clients have sent. */
  readonly verbs: readonly string[];
  readonly openConnections: () => number;
  readonly close: () => Promise<void>;
};

type Rules = {
  /** The required login, `user:password`; absent if mail needs none. */
  readonly login?: string;
  /** Returns the answer to a recipient in place of 250; undefined for 250. */
  readonly recipient?: (address: string) => string | undefined;
  /** Returns the answer to a whole message in place of 250; undefined for 250. */
  readonly message?: () => string | undefined;
  /** True if the server offers TLS, which it does not have. */
  readonly offersTls?: boolean;
  /** True if the server sends no answer at all. */
  readonly isSilent?: boolean;
};

/** Resolves to a mail server on loopback. It supports the part of SMTP (RFC 5321) that one message needs. */
export const serveMail = async (rules: Rules = {}): Promise<MailServer> => {
  const mails: TakenMail[] = [];
  const verbs: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => undefined);
    if (rules.isSilent !== true) converse(socket, rules, { mails, verbs });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    verbs,
    openConnections: () => open.size,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

const converse = (
  socket: Socket,
  rules: Rules,
  { mails, verbs }: { readonly mails: TakenMail[]; readonly verbs: string[] },
): void => {
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  let letter = { from: '', to: [] as string[] };
  let login: string | undefined;
  let data: string[] | undefined;
  const answers: Readonly<Record<string, (rest: string) => void>> = {
    EHLO: () => {
      const offers = [
        ...(rules.login === undefined ? [] : ['AUTH PLAIN']),
        ...(rules.offersTls ? ['STARTTLS'] : []),
      ];
      const lines = ['mail.example', ...offers];
      say(lines.map((line, n) => `250${n === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n'));
    },
    AUTH: (rest) => {
      const [, user = '', password = ''] = atob(rest.replace(/^PLAIN /i, '')).split('\0');
      login = `${user}:${password}`;
      say(
        login === rules.login
          ? '235 welcome'
          : `535 5.7.8 wrong: ${rest} is ${login}, ${btoa(user)} ${btoa(password)}`,
      );
    },
    MAIL: (rest) => {
      letter = { from: /<(.*?)>/.exec(rest)?.[1] ?? '', to: [] };
      say(rules.login === undefined || login === rules.login ? '250 ok' : '530 log in first');
    },
    RCPT: (rest) => {
      const address = /<(.*?)>/.exec(rest)?.[1] ?? '';
      const refusal = rules.recipient?.(address);
      if (refusal === undefined) letter.to.push(address);
      say(refusal ?? '250 ok');
    },
    DATA: () => {
      data = [];
      say('354 go on');
    },
    QUIT: () => {
      say('221 bye');
      socket.end();
    },
  };
  createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    if (data === undefined) {
      const [verb = '', rest = ''] = line.split(/(?<=^\w+) /);
      verbs.push(verb);
      (answers[verb.toUpperCase()] ?? (() => say('502 what?')))(rest);
      return;
    }
    if (line !== '.') return void data.push(line.replace(/^\.\./, '.'));
    const refusal = rules.message?.();
    const message = data.join('\r\n');
    if (refusal === undefined) mails.push({ ...letter, message, ...(login === undefined ? {} : { login }) });
    data = undefined;
    say(refusal ?? '250 taken');
  });
  say('220 mail.example');
};
