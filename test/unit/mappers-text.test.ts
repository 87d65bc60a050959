import { describe, expect, test } from 'vitest';
import { toEmail } from '../../src/mappers/index.js';
import { toEmploymentType } from '../../src/mappers/job.js';
import { words } from '../../src/mappers/values/text.js';

describe('toEmail', () => {
  test.each([
    'asa@example.at',
    'joerg.muessiggang+bewerbung@example.at',
    "o'hara_1/x=y@mail.example.co.at",
    'jörg@müller.at',
    'eva@xn--mller-kva.at',
    'EVA@EXAMPLE.AT',
    'eva@example.xn--90ais',
    `${'a'.repeat(243)}@example.at`,
  ])('%s is one', (email) => {
    expect(toEmail(` ${email}\t`)).toBe(email);
  });

  test.each([
    null,
    undefined,
    '',
    ' ',
    'keine',
    'asa@example',
    'asa@example.at!',
    'asa.example.at',
    'asa@',
    '@example.at',
    'asa@@example.at',
    'a b@example.at',
    'asa @example.at',
    '.asa@example.at',
    'asa.@example.at',
    'a..sa@example.at',
    'asa@example..at',
    'asa@-example.at',
    'asa@127.0.0.1',
    'asa@exam_ple.at',
    'asa(at)example.at',
    'Asa <asa@example.at>',
    'asa@example.at, eva@example.at',
    `${'a'.repeat(244)}@example.at`,
  ])('%j is no email address', (email) => {
    expect(toEmail(email)).toBeNull();
  });

  test('is fast with hostile text', () => {
    const start = performance.now();
    for (const text of [
      'a'.repeat(1e6),
      `${'a.'.repeat(127)}`,
      `a@${'a-'.repeat(126)}`,
      `a@${'a.'.repeat(126)}`,
      '@'.repeat(1e6),
    ]) {
      expect(toEmail(text)).toBeNull();
    }
    expect(performance.now() - start).toBeLessThan(500);
  });
});

test('names are compared by their words, without accents, articles and conjunctions', () => {
  expect(words('Die Straße und der Weg, das Übrige – and the 2nd “Café”!')).toEqual([
    'strasse',
    'weg',
    'ubrige',
    '2nd',
    'cafe',
  ]);
  expect(words(' – ')).toEqual([]);
});

describe('toEmploymentType', () => {
  test.each([
    [['Vollzeit'], 'FULL_TIME'],
    [['Full-time'], 'FULL_TIME'],
    [['full time'], 'FULL_TIME'],
    [['FULL_TIME'], 'FULL_TIME'],
    [['Vollzeitbeschäftigung (38,5 h)'], 'FULL_TIME'],
    [['Teilzeit'], 'PART_TIME'],
    [['Part time'], 'PART_TIME'],
    [['geringfügig beschäftigt'], 'PART_TIME'],
    [['Werkvertrag'], 'CONTRACT'],
    [['Freie:r Dienstnehmer:in'], 'Freie:r Dienstnehmer:in'],
    [['freier Dienstvertrag'], 'CONTRACT'],
    [['Freelancer'], 'CONTRACT'],
    [['CONTRACTOR'], 'CONTRACT'],
    [['Saisonarbeit'], 'SEASONAL'],
    [['Ferialjob'], 'SEASONAL'],
    [['Praktikum'], 'INTERNSHIP'],
    [['Ferialpraktikum'], 'INTERNSHIP'],
    [['Internship'], 'INTERNSHIP'],
    [['INTERN'], 'INTERNSHIP'],
    [['International'], 'International'],
    [['Lehre'], 'Lehre'],
    [['unbefristeter Vertrag'], 'unbefristeter Vertrag'],
    [['Vollzeit oder Teilzeit'], 'Vollzeit oder Teilzeit'],
    [['Lehre', 'Vollzeit'], 'FULL_TIME'],
    [['Vollzeit', 'Teilzeit'], 'FULL_TIME'],
    [[], null],
  ])('%j is %s', (names, expected) => {
    expect(toEmploymentType(names)).toBe(expected);
  });
});
