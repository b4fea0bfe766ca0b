import type { Resource } from '../../serve/ports.ts';

const MAX_AGE_SECONDS = 60;

export const htmlPage = (body: string): Resource => ({
  status: 200,
  contentType: 'text/html; charset=utf-8',
  body,
  maxAgeSeconds: MAX_AGE_SECONDS,
  page: true,
});

export const plainText = (body: string): Resource => ({
  status: 200,
  contentType: 'text/plain; charset=utf-8',
  body,
  maxAgeSeconds: MAX_AGE_SECONDS,
  page: false,
});
