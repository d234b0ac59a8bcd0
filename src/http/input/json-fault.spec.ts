import fc from 'fast-check';
import { jsonFault } from './json-fault.js';

describe('the place of a fault in JSON', () => {
  it.each([
    ['{"a": 1,}', 1, 9],
    ['{"a" 1}', 1, 6],
    ['{"a": 1', 1, 8],
    ['{\n  "a": 1,\n  b: 2\n}', 3, 3],
    ["{'a': 1}", 1, 2],
    ['{"a": "x\ny"}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['[1, 2}', 1, 6],
    ['[1 2]', 1, 4],
    ['{} {}', 1, 4],
    ['{"a": tru}', 1, 7],
    ['{"a": "\\x"}', 1, 7],
    ['  ', 1, 3],
    ['nan', 1, 1],
    [']', 1, 1],
  ])('%j: line %s, column %s', (text, line, column) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(jsonFault(text)).toEqual({ line, column });
  });

  it('a sign that is added after a JSON text is found where it is', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('}', ']', ',', ':', '"', 'x', '1 2'), (json, sign) => {
        const text = `${json} ${sign}`;

        expect(jsonFault(text)).toEqual({ line: 1, column: json.length + 2 });
      }),
    );
  });

  it('a JSON text that ends too early has its fault at the end, or at the token that is cut', () => {
    fc.assert(
      fc.property(fc.object(), fc.nat(), (value, at) => {
        const json = JSON.stringify(value);
        const text = json.slice(0, 1 + (at % (json.length - 1)));
        const { column } = jsonFault(text);
        const rest = text.slice(column - 1);

        expect(rest).toMatch(/^("|t|f|n|-|[eE.]|$)/);
        expect(json.startsWith(text)).toBe(true);
      }),
    );
  });
});
