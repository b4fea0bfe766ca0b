/** An edition as a letter: what it says, without its addresses. */
export type Letter = {
  /** `SITE, Nov 26: TITLE`, with the title of the lead. */
  readonly subject: string;
  readonly text: string;
  /** A whole document, which says the same as the text. */
  readonly html: string;
  readonly date: Temporal.Instant;
  /** In angle brackets; the same for the same edition, so that a copy is known as one (RFC 5322 §3.6.4). */
  readonly messageId: string;
};
