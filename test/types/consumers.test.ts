import { expect, test } from 'vitest';
import {
  asJob,
  fromClasses,
  fromGenerated,
  fromInterfaces,
  fromLiterals,
  fromReadonly,
  fromSchemas,
  mapAll,
  mistakes,
  ofSchemas,
} from './consumers.js';

test('records that are typed by interfaces are mapped', () => {
  expect(fromInterfaces()).toMatchObject({
    candidate: { first_name: 'Eva', applications: [{ outcome: 'PENDING' }], custom_fields: { licence: 'B' } },
    application: { candidate: { first_name: 'Eva' } },
    missing: [{ code: 'required', message: 'is required' }],
    gaps: { City: 'Linz' },
    documentType: { name: 'Deutsch', exact: false },
  });
});

test('readonly records are mapped', () => {
  expect(fromReadonly()).toMatchObject({
    job: { name: 'Koch', salary_amount_from: 42_000, employment_type: 'PART_TIME', job_postings: [{}] },
    candidate: { tags: [{ name: 'a' }, { name: 'b' }] },
    gaps: { FirstName: 'Eva', EarliestPossibleBeginDate: { Year: 2026 } },
    body: { FirstName: 'Eva', JobProfiles: ['IT'], IsActive: true },
  });
});

test('instances of classes are mapped', () => {
  expect(fromClasses()).toMatchObject({
    user: { first_name: 'Käthe', status: 'ACTIVE' },
    attachment: { file_name: 'Zeugnis.pdf' },
    cv: { file_name: 'CV.pdf' },
  });
});

test('records with generated types, literals and checked values are mapped', () => {
  expect(fromGenerated()).toMatchObject({ job: { status: 'OPEN' }, byEnum: { outcome: 'HIRED' } });
  expect(fromLiterals()).toMatchObject({ candidate: { first_name: 'Eva' }, gaps: { City: 'Linz' } });
  expect(fromSchemas({ Id: 7, ZipCode: 4020 })).toMatchObject([undefined, { location: { zip_code: '4020' } }]);
  expect(mapAll([{ Id: 7 }])).toHaveLength(1);
  // These are only compiled.
  for (const code of [asJob, ofSchemas, mistakes]) expect(code).toBeTypeOf('function');
});
