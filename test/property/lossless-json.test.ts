import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editJson, readProperty } from '../../src/mappers/to-raw/lossless-json.js';

// Names that repeat often, so that changes meet what is there, and names that need escapes or are objects' own.
const name = fc.oneof(
  fc.constantFrom('Id', 'Tags', '__proto__', 'constructor', '', '"', '\\', 'a"b\\', '\u2028', '{', ',', ':'),
  fc.string({ unit: 'binary' }),
);
const scalar = fc.oneof(
  fc.constantFrom('9223372036854775807', '42000.0', '-0', '1e400', '"\\u00fc"', '"\\ud800"', '"}\\",\\\\"', 'null'),
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
  fc.boolean().map(String),
);
const space = fc.constantFrom('', '', ' ', '\n', '\t\r ');
const raw = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalar,
    fc.tuple(space, fc.array(tie('value'), { maxLength: 4 })).map(([gap, items]) => `[${gap}${items.join(`${gap},`)}]`),
    fc
      .tuple(space, fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }))
      .map(([gap, pairs]) => `{${pairs.map(([key, value]) => `${gap}${JSON.stringify(key)}${gap}:${value}`).join()}}`),
  ),
})).value;

/** A name as JSON text, every character of it an escape. */
function escaped(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'));
  return `"${units.map((unit) => `\\u${unit}`).join('')}"`;
}

const properties = fc.uniqueArray(fc.tuple(name, raw, fc.boolean()), { selector: ([key]) => key, maxLength: 8 });
const changes = fc.uniqueArray(fc.tuple(name, fc.jsonValue()), { selector: ([key]) => key, maxLength: 5 });

function write(pairs: readonly (readonly [string, string, boolean])[], gap: string): string {
  const members = pairs.map(([key, value, escape]) => {
    return `${gap}${escape ? escaped(key) : JSON.stringify(key)}${gap}:${gap}${value}${gap}`;
  });
  return `${gap}{${members.join(',')}${gap}}${gap}`;
}

const meaning = (text: string): unknown => JSON.parse(text);

test('an edit without changes keeps the meaning, order included', () => {
  fc.assert(
    fc.property(properties, space, (pairs, gap) => {
      const text = write(pairs, gap);
      const edited = editJson(text, {});
      expect(JSON.stringify(meaning(edited))).toBe(JSON.stringify(meaning(text)));
      expect(editJson(edited, {})).toBe(edited);
    }),
  );
});

test('an edit means what spreading the changes over the original means', () => {
  fc.assert(
    fc.property(properties, space, changes, (pairs, gap, edits) => {
      const text = write(pairs, gap);
      const changed = Object.fromEntries(edits);
      // Not spread syntax: entries hold `__proto__` like any other name.
      const expected = Object.fromEntries([...Object.entries(Object(meaning(text))), ...Object.entries(changed)]);
      expect(JSON.stringify(meaning(editJson(text, changed)))).toBe(JSON.stringify(expected));
    }),
  );
});

test('what is not changed stays the same text', () => {
  fc.assert(
    fc.property(properties, space, changes, (pairs, gap, edits) => {
      const changed = Object.fromEntries(edits);
      const edited = editJson(write(pairs, gap), changed);
      for (const [key, value] of pairs) {
        if (!Object.hasOwn(changed, key)) expect(readProperty(edited, key)).toBe(value);
      }
    }),
  );
});

test('of a name that occurs twice the last value counts', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', '__proto__'), raw, fc.boolean())), (pairs) => {
      const text = write(pairs, '');
      const edited = editJson(text, {});
      expect(JSON.stringify(meaning(edited))).toBe(JSON.stringify(meaning(text)));
      for (const [key, value] of new Map(pairs.map(([key, value]) => [key, value]))) {
        expect(readProperty(edited, key)).toBe(value);
      }
    }),
  );
});

test('a text is either refused or read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}":,\\[]1a ') }), (text) => {
      let edited: string;
      try {
        edited = editJson(text, {});
      } catch {
        return;
      }
      expect(meaning(edited)).toEqual(meaning(text));
    }),
    { numRuns: 2_000 },
  );
});
