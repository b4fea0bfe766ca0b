/** Japan's time zone: wherever a person reads a day or a time, it is that of Japan. */
export const JST = 'Asia/Tokyo';

/** The JST day of a moment. */
export const jstDay = (moment: Temporal.Instant): Temporal.PlainDate =>
  moment.toZonedDateTimeISO(JST).toPlainDate();
