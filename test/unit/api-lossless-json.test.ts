import { describe, expect, test } from 'vitest';
import { editJson, readProperty } from '../../src/mappers/to-raw/lossless-json.js';

describe('editJson', () => {
  test('replaces in place, appends what is new, and keeps every other text as it is', () => {
    const text = '{ "Id" : 7 ,\n "GlobalId": 9223372036854775807, "Salary":42000.0, "Tags": ["a"], "X": "\\u00fc" }';
    expect(editJson(text, { Tags: ['a', 'b'], New: null })).toBe(
      '{"Id":7,"GlobalId":9223372036854775807,"Salary":42000.0,"Tags":["a","b"],"X":"\\u00fc","New":null}',
    );
  });

  test.each([
    ['spaces inside of values', '{"a":[ 1 , 2 ],"b":{ "c" : 3 }}'],
    ['numbers of every form', '{"a":1e3,"b":-0,"c":1.50,"d":0.1E-7,"e":12345678901234567890.123456789}'],
    ['braces, commas, colons and quotes in texts', '{"a":"},{\\",\\"b\\":[","c":["]\\\\"],"d":"\\\\\\""}'],
    ['names with escapes', '{"\\u0041":1,"a\\"b":2,"c\\\\":3,"":4}'],
    ['values in values', '{"a":{"b":[{"c":{}},[],[[]]]},"d":true,"e":false,"f":null}'],
  ])('keeps %s', (_, text) => {
    expect(editJson(text, {})).toBe(text);
  });

  test('finds a property whose name is written with escapes', () => {
    expect(editJson('{"\\u0054ags":[],"x":1}', { Tags: ['b'] })).toBe('{"\\u0054ags":["b"],"x":1}');
  });

  test('changes no property of the same name further down', () => {
    expect(editJson('{"a":{"Tags":1},"Tags":2}', { Tags: 3 })).toBe('{"a":{"Tags":1},"Tags":3}');
  });

  test('keeps the last value of a name that occurs twice, as JSON.parse does', () => {
    expect(editJson('{"a":1,"b":2,"a":3}', {})).toBe('{"a":3,"b":2}');
    expect(editJson('{"a":1,"b":2,"a":3}', { a: 4 })).toBe('{"a":4,"b":2}');
  });

  test('leaves alone what is undefined', () => {
    expect(editJson('{"a":1}', { a: undefined, b: undefined })).toBe('{"a":1}');
  });

  test('takes names that objects have by themselves', () => {
    const text = '{"__proto__":{"polluted":true},"constructor":1}';
    expect(editJson(text, {})).toBe(text);
    expect(editJson('{}', JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}');
    expect(editJson('{}', { toString: 1, hasOwnProperty: 2 })).toBe('{"toString":1,"hasOwnProperty":2}');
    expect({}).not.toHaveProperty('polluted');
  });

  test.each(['{}', ' \t\n{ \r\n} '])('fills an empty object: %j', (text) => {
    expect(editJson(text, { a: '"' })).toBe('{"a":"\\""}');
  });
});

describe('readProperty', () => {
  test('returns the exact text of a value', () => {
    const text = '{"GlobalId": 9223372036854775807 ,"List":[ 1.0 ],"Text":"\\u00fc"}';
    expect(readProperty(text, 'GlobalId')).toBe('9223372036854775807');
    expect(readProperty(text, 'List')).toBe('[ 1.0 ]');
    expect(readProperty(text, 'Text')).toBe('"\\u00fc"');
  });

  test('returns undefined for a missing property, whatever its name', () => {
    for (const name of ['x', '__proto__', 'toString', '']) expect(readProperty('{"a":{"x":1}}', name)).toBeUndefined();
  });
});

const REFUSED = ['', ' ', '[]', '[{}]', '1', 'null', '"{}"', 'true', '{', '{"a"}', '{"a":1,}', '{"a":1}}', '<'];

test.each(REFUSED)('anything but a JSON object is a TypeError: %j', (text) => {
  expect(() => editJson(text, { a: 1 })).toThrow(TypeError);
  expect(() => readProperty(text, 'a')).toThrow(TypeError);
});

test.each(['[]', '1', 'null', '"{}"'])('and says so of JSON that is something else: %s', (text) => {
  expect(() => editJson(text, {})).toThrow('the text is not a JSON object');
});

test('quotes nothing of the text in its errors', () => {
  expect(() => editJson('["canary"]', {})).toThrow(/^(?!.*canary)/);
  expect(() => editJson('{"canary"', {})).toThrow(/^(?!.*canary)/);
});

test('takes texts of any depth and size in linear time', () => {
  const deep = `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)},"b":1}`;
  expect(readProperty(deep, 'b')).toBe('1');
  const long = `{"a":"${'\\\\'.repeat(2_000_000)}","b":"${'x'.repeat(2_000_000)}","c":2}`;
  expect(readProperty(long, 'c')).toBe('2');
  const wide = `{${Array.from({ length: 50_000 }, (_, n) => `"p${n}":${n}`).join()}}`;
  expect(editJson(wide, {})).toBe(wide);
});
