/** Names of query parameters whose values let somebody in. */
const SECRET_NAME = /key|token|secret|sign|auth|pass|session|credential/i;

const HIDDEN = '…';

/** A text in which no address says a password or a key: names and hosts stay, what is secret becomes `…`. */
export const hideSecrets = (text: string): string =>
  text.replace(/https?:\/\/[^\s"'<>）」]+/g, (address) =>
    address
      .replace(/^(https?:\/\/)[^/?#@]*@/, `$1${HIDDEN}@`)
      .replace(/([?&])([^=&#]*)=([^&#]*)/g, (whole, mark: string, name: string) =>
        SECRET_NAME.test(name) ? `${mark}${name}=${HIDDEN}` : whole,
      ),
  );
