import { expect, test } from 'vitest';
import { altered, setUp } from '../helpers/client.js';

test('a server that leaves out 0 and false is reported, once by each listing', async () => {
  const isDefault = (value: unknown): boolean => value === 0 || value === false;
  const through = altered(/\/Mandator$/, (body) => {
    const fields: readonly object[] = Object(body).CustomFields;
    const CustomFields = fields.map((field) =>
      Object.fromEntries(Object.entries(field).filter(([, value]) => !isDefault(value))),
    );
    return { ...Object(body), CustomFields };
  });
  const { erecruiter, issues } = setUp({ through });
  await erecruiter.listUsers().toArray();
  expect(issues).toMatchObject([{ path: 'CustomFields', reason: expect.stringContaining('0 and false') }]);
});
