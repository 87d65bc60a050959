import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyError } from '../../src/api/body.js';
import { editObject, readProperty } from '../../src/api/json-text.js';

describe('editing the text of a JSON object', () => {
  test.each([
    ['changes a value in its place', '{"A":1,"B":2,"C":3}', { B: 9 }, '{"A":1,"B":9,"C":3}'],
    ['puts a new property at the end', '{"A":1}', { B: [1, 2] }, '{"A":1,"B":[1,2]}'],
    ['fills an empty object', ' { } ', { A: null }, '{"A":null}'],
    ['leaves alone what is to become undefined', '{"A":1}', { A: undefined, B: undefined }, '{"A":1}'],
    [
      'keeps integers beyond 2^53',
      '{"GlobalId":9223372036854775807,"A":1}',
      { A: 2 },
      '{"GlobalId":9223372036854775807,"A":2}',
    ],
    [
      'keeps how a number is written',
      '{"Salary":42000.0,"E":1E+2,"A":1}',
      { A: 2 },
      '{"Salary":42000.0,"E":1E+2,"A":2}',
    ],
    [
      'keeps escapes in values',
      '{"Name":"J\\u00f6rg \\/ \\"x\\"","A":1}',
      { A: 2 },
      '{"Name":"J\\u00f6rg \\/ \\"x\\"","A":2}',
    ],
    ['keeps escapes in names', '{"\\u0041B":1,"C":2}', { C: 3 }, '{"\\u0041B":1,"C":3}'],
    ['finds a name that is written with escapes', '{"\\u0041":1}', { A: 2 }, '{"\\u0041":2}'],
    [
      'is not misled by braces and commas in texts',
      '{"A":"},{\\"B\\":[","B":1}',
      { B: 2 },
      '{"A":"},{\\"B\\":[","B":2}',
    ],
    ['changes nothing of the same name further in', '{"X":{"B":1},"B":1}', { B: 2 }, '{"X":{"B":1},"B":2}'],
    [
      'keeps nested values',
      '{"X":[{"Y":[]},{}],"A":{"B":{"C":"]"}},"Z":1}',
      { Z: 2 },
      '{"X":[{"Y":[]},{}],"A":{"B":{"C":"]"}},"Z":2}',
    ],
    ['keeps blanks within values', '{ "X" : [ 1 , 2 ] , "A" : 1 }', { A: 2 }, '{"X":[ 1 , 2 ],"A":2}'],
    ['takes the last of two values of one name', '{"A":1,"B":2,"A":3}', {}, '{"A":3,"B":2}'],
    ['keeps a property called __proto__', '{"__proto__":{"x":1},"A":1}', { A: 2 }, '{"__proto__":{"x":1},"A":2}'],
  ])('%s', (_, text, changes, expected) => {
    expect(editObject(text, changes)).toBe(expected);
  });

  test.each(['', '[]', 'null', '"{}"', '7', '{"A":', '<html>'])('refuses %j, which is no JSON object', (text) => {
    expect(() => editObject(text, {})).toThrow(BodyError);
  });

  test('whatever the object: it means the same as editing the parsed one', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    const written = fc.record({ value: object, indent: fc.constantFrom(0, 1, '\t') });
    fc.assert(
      fc.property(written, object, ({ value, indent }, changes) => {
        const edited: unknown = JSON.parse(editObject(JSON.stringify(value, null, indent), changes));
        const own = (source: object) => Object.entries(JSON.parse(JSON.stringify(source)));
        expect(edited).toEqual(Object.fromEntries([...own(value), ...own(changes)]));
      }),
    );
  });
});

describe('reading the text of a property', () => {
  test.each([
    ['{"GlobalId":9223372036854775807}', 'GlobalId', '9223372036854775807'],
    ['{"A": 42.0 , "B":1}', 'A', '42.0'],
    ['{"A":{"GlobalId":1}}', 'GlobalId', undefined],
    ['{"A":1,"A":2}', 'A', '2'],
    ['{"A":null}', 'A', 'null'],
    ['{}', 'constructor', undefined],
  ])('%s: %s is %s', (text, name, value) => {
    expect(readProperty(text, name)).toBe(value);
  });
});
