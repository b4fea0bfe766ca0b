/** One character that XML 1.0 §2.2 does not allow, lone surrogates included. */
export const FORBIDDEN_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
