/** Media types by extension; the first extension of a type is the default for files without one. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  odt: 'application/vnd.oasis.opendocument.text',
  rtf: 'application/rtf',
  txt: 'text/plain',
  md: 'text/markdown',
  pages: 'application/vnd.apple.pages',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ppt: 'application/vnd.ms-powerpoint',
  odp: 'application/vnd.oasis.opendocument.presentation',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jfif: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  bmp: 'image/bmp',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heif',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  html: 'text/html',
  htm: 'text/html',
  xml: 'application/xml',
  json: 'application/json',
  eml: 'message/rfc822',
  msg: 'application/vnd.ms-outlook',
  zip: 'application/zip',
};
const TYPE_BY_EXTENSION = new Map(Object.entries(MEDIA_TYPES));
const EXTENSION_BY_TYPE = new Map([
  ...[...TYPE_BY_EXTENSION].reverse().map(([extension, type]) => [type, extension] as const),
  ['application/x-pdf', 'pdf'],
  ['text/rtf', 'rtf'],
  ['image/jpg', 'jpg'],
  ['text/xml', 'xml'],
  ['application/x-zip-compressed', 'zip'],
]);

/** The media type of a file of unknown content. */
export const UNKNOWN_MEDIA_TYPE = 'application/octet-stream';

/**
 * Returns the media type of a file extension.
 *
 * @param extension - In lower case, without a dot.
 * @returns The media type; `undefined` for an unknown extension.
 *
 * @example
 * ```ts
 * import { mediaTypeOf } from 'erecruiter-kombo/mappers';
 *
 * mediaTypeOf('pdf'); // 'application/pdf'
 * ```
 */
export function mediaTypeOf(extension: string): string | undefined {
  return TYPE_BY_EXTENSION.get(extension);
}

/**
 * Returns the usual file extension of a media type.
 *
 * @param mediaType - In lower case, without parameters.
 * @returns The extension without a dot; `undefined` for an unknown media type.
 *
 * @example
 * ```ts
 * import { extensionOf } from 'erecruiter-kombo/mappers';
 *
 * extensionOf('image/jpeg'); // 'jpg'
 * ```
 */
export function extensionOf(mediaType: string): string | undefined {
  return EXTENSION_BY_TYPE.get(mediaType);
}
