/**
 * Names of zones in feeds, by offset. An ambiguous name has one meaning: American zones as in RFC 822 §5.1, `ist` for
 * India, `bst` for Britain.
 */
const NAMES: Readonly<Record<string, string>> = {
  '-10:00': 'hst',
  '-09:00': 'akst',
  '-08:00': 'pst akdt',
  '-07:00': 'mst pdt',
  '-06:00': 'cst mdt',
  '-05:00': 'est cdt',
  '-04:00': 'edt',
  '+00:00': 'z ut utc gmt wet zulu',
  '+01:00': 'cet met bst west',
  '+02:00': 'eet sast cest mest',
  '+03:00': 'msk eest',
  '+05:30': 'ist',
  '+07:00': 'ict',
  '+08:00': 'hkt sgt awst',
  '+09:00': 'jst kst 日本時間 日本標準時',
  '+09:30': 'acst',
  '+10:00': 'aest',
  '+11:00': 'aedt',
  '+12:00': 'nzst',
  '+13:00': 'nzdt',
};

const OFFSET_OF = new Map(
  Object.entries(NAMES).flatMap(([offset, names]) => names.split(' ').map((name) => [name, offset])),
);

const OFFSET = /(?:^|[^\d])([+\u2212-])\s?(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?(?!\d)/;
const IANA = /\b([A-Z][a-z]+\/[A-Z][A-Za-z_]+)\b/;

/**
 * Returns the time zone in the rest of a date as an offset or an IANA name; undefined if the rest has no known zone. An
 * offset takes precedence over a name (`GMT+0900 (JST)`).
 */
export const readOffset = (rest: string): string | undefined => {
  const [, sign, hours, minutes] = OFFSET.exec(rest) ?? [];
  if (hours !== undefined) return `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes ?? '00'}`;
  const iana = IANA.exec(rest)?.[1];
  if (iana !== undefined && isZone(iana)) return iana;
  const words = rest.toLowerCase().match(/[a-z]+|日本(?:標準)?時間?/g) ?? [];
  return words.map((word) => OFFSET_OF.get(word)).find((offset) => offset !== undefined);
};

const isZone = (name: string): boolean => {
  try {
    new Temporal.PlainDate(2000, 1, 1).toZonedDateTime(name);
    return true;
  } catch {
    return false;
  }
};
