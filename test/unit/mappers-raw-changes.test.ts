import { describe, expect, test } from 'vitest';
import {
  type CandidateChangesInput,
  createMapperContext,
  editJson,
  MapperError,
  toApplicantChanges,
} from '../../src/mappers/index.js';

const context = createMapperContext({
  tenant: 'api.example.at',
  mandatorId: 1,
  observedAt: new Date(0),
  countries: ['Österreich', 'Schweiz'],
});
const catalogue = { Countries: ['Österreich', 'Schweiz'], SalaryCurrencies: ['EUR', 'CHF'] };
const STORED = { Id: 7, FirstName: 'Eva', LastName: 'Grün', City: 'Linz', Gender: 2, GenderIdentity: 2, Salary: null };

const changes = (candidate: CandidateChangesInput, stored: object = STORED) =>
  toApplicantChanges(candidate, stored, context, catalogue);

describe('changes of a candidate become the properties that differ', () => {
  test.each<[CandidateChangesInput, object, object]>([
    [{}, {}, {}],
    [{ first_name: 'Eva', location: { city: 'Linz' } }, {}, {}],
    [{ location: { city: 'Wels' } }, {}, { City: 'Wels' }],
    [{ location: { city: '' } }, {}, {}], // blank counts as not given
    [{ location: null }, {}, { City: null }],
    [{ location: null }, { City: ' ', Country: '' }, {}],
    [{ location: { country: 'AT' } }, { Country: 'Austria' }, {}],
    [{ location: { country: 'CH' } }, { Country: 'Austria' }, { Country: 'Schweiz' }],
    [{ gender: 'FEMALE' }, { Gender: 'Female', GenderIdentity: 'female' }, {}],
    [{ gender: 'FEMALE' }, { Gender: 9 }, { Gender: 2 }],
    [{ gender: null }, { Gender: null, GenderIdentity: undefined }, {}],
    [{ gender: null }, {}, { Gender: 0, GenderIdentity: 0 }],
    [{ gender: 'OTHER' }, { Gender: 0, GenderIdentity: 5 }, {}],
    [{ gender: 'MALE' }, { Gender: 1, GenderIdentity: 4 }, { GenderIdentity: 1 }],
    [
      { salary_expectations: { period: 'MONTH', amount: 3_000 } },
      {},
      { Salary: 3_000, SalaryPeriod: 0, SalaryCurrency: 'EUR' },
    ],
    [
      { salary_expectations: { period: 'MONTH', amount: 3_000 } },
      { Salary: 3_000, SalaryPeriod: 'Monthly', SalaryCurrency: 'EUR' },
      {},
    ],
    [{ salary_expectations: null }, { SalaryCurrency: 'CHF' }, { SalaryCurrency: null }],
    [{ salary_expectations: null }, { Salary: 0 }, { Salary: null }],
    [
      { availability_date: '2026-09-01' },
      { EarliestPossibleBeginDate: { Year: null, Month: 3, Day: null, IsRelativeDate: true } },
      { EarliestPossibleBeginDate: { Year: 2026, Month: 9, Day: 1, IsRelativeDate: false } },
    ],
    [
      { availability_date: '2026-09-01' },
      { EarliestPossibleBeginDate: { Year: 2026, Month: 9, Day: 1, IsRelativeDate: false, IsValid: true } },
      {},
    ],
    [
      { availability_date: null },
      { EarliestPossibleBeginDate: { Month: 3, IsRelativeDate: true } },
      { EarliestPossibleBeginDate: null },
    ],
    [{ social_links: [] }, { Url: 'https://a.at' }, { Url: null }],
    [{ phone_number: '1' }, { Phone: '2', MobilePhone: '1' }, { Phone: '1' }],
    [
      { email_address: null, phone_number: null },
      { Email: 'a@b.at', Phone: '1' },
      { Email: null, Phone: null },
    ],
  ])('%j beside %j', (candidate, stored, expected) => {
    expect(changes(candidate, { ...STORED, ...stored })).toEqual({ properties: expected, warnings: [] });
  });

  test('a required name that is null is left out, with a warning', () => {
    const wrong: CandidateChangesInput = JSON.parse('{"last_name":null,"first_name":"Ada"}');
    expect(changes(wrong)).toEqual({
      properties: { FirstName: 'Ada' },
      warnings: ['candidate.last_name was left out: eRecruiter requires it'],
    });
  });

  test('what is no object is refused', () => {
    expect(() => Reflect.apply(toApplicantChanges, undefined, [null, STORED, context])).toThrow(MapperError);
  });

  test('the record keeps its other text', () => {
    const text = '{"Id":7,"GlobalId":9223372036854775807,"city":"Linz","Phone":"1","New":{"a":1.0}}';
    const { properties } = changes({ location: { city: 'Wels' }, phone_number: null }, JSON.parse(text));
    expect(editJson(text, properties)).toBe(
      '{"Id":7,"GlobalId":9223372036854775807,"city":"Wels","Phone":null,"New":{"a":1.0}}',
    );
  });
});
