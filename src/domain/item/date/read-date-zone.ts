/** Offsets of zone names in feeds; ambiguous names have the meaning of RFC 822 §5.1 or of Japanese outlets. */
const NAMED: Readonly<Record<string, string>> = {
  z: '+00:00',
  ut: '+00:00',
  utc: '+00:00',
  gmt: '+00:00',
  wet: '+00:00',
  zulu: '+00:00',
  jst: '+09:00',
  kst: '+09:00',
  日本時間: '+09:00',
  日本標準時: '+09:00',
  hkt: '+08:00',
  sgt: '+08:00',
  awst: '+08:00',
  ict: '+07:00',
  ist: '+05:30',
  msk: '+03:00',
  eet: '+02:00',
  eest: '+03:00',
  sast: '+02:00',
  cet: '+01:00',
  cest: '+02:00',
  met: '+01:00',
  mest: '+02:00',
  bst: '+01:00',
  west: '+01:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  akst: '-09:00',
  akdt: '-08:00',
  hst: '-10:00',
  aest: '+10:00',
  aedt: '+11:00',
  acst: '+09:30',
  nzst: '+12:00',
  nzdt: '+13:00',
};

const OFFSET = /(?:^|[^\d])([+\u2212-])\s?(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?(?!\d)/;
const IANA = /\b([A-Z][a-z]+\/[A-Z][A-Za-z_]+)\b/;

/**
 * The time zone named in the rest of a date, in a form for `toZonedDateTime`; undefined if there is none.
 * A number takes precedence over a name (`GMT+0900 (JST)`), and unknown names are ignored.
 */
export const readOffset = (rest: string): string | undefined => {
  const [, sign, hours, minutes] = OFFSET.exec(rest) ?? [];
  if (hours !== undefined) return `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes ?? '00'}`;
  const iana = IANA.exec(rest)?.[1];
  if (iana !== undefined && isZone(iana)) return iana;
  for (const word of rest.toLowerCase().match(/[a-z]+|日本(?:標準)?時間?/g) ?? []) {
    if (Object.hasOwn(NAMED, word)) return NAMED[word];
  }
  return undefined;
};

const isZone = (name: string): boolean => {
  try {
    new Temporal.PlainDate(2000, 1, 1).toZonedDateTime(name);
    return true;
  } catch {
    return false;
  }
};
