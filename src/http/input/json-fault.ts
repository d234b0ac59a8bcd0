const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?))/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end' | 'nothing';

/**
 * Finds the place in a text at which it stops being JSON (RFC 8259), because the messages of `JSON.parse` depend on the
 * version of Node and quote the text. Lines and columns begin with 1.
 */
export function jsonFault(text: string): { line: number; column: number } {
  const open: string[] = [];
  let expected: Expected = 'value';
  TOKEN.lastIndex = 0;
  let position = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const next = after(expected, token, open);
    if (!next) break;
    expected = next;
    position = TOKEN.lastIndex;
  }
  const [space = ''] = /^[ \t\n\r]*/.exec(text.slice(position)) ?? [];
  const lines = text.slice(0, position + space.length).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** What follows a token, or undefined when the token is not expected. `open` has the brackets that are open. */
function after(
  expected: Expected,
  [, sign, text, scalar]: RegExpExecArray,
  open: string[],
): Expected | undefined {
  const end = (): Expected => (open.length > 0 ? 'comma or end' : 'nothing');
  const isKey = expected === 'key' || expected === 'key or }';
  const isValue = expected === 'value' || expected === 'value or ]';
  if (text !== undefined && isKey) return 'colon';
  if (text !== undefined || scalar !== undefined) return isValue ? end() : undefined;
  if (isValue && (sign === '{' || sign === '[')) {
    open.push(sign);
    return sign === '{' ? 'key or }' : 'value or ]';
  }
  if (sign === ':') return expected === 'colon' ? 'value' : undefined;
  if (sign === ',' && expected === 'comma or end') return open.at(-1) === '{' ? 'key' : 'value';
  const mayClose =
    sign === '}'
      ? expected === 'key or }' || (expected === 'comma or end' && open.at(-1) === '{')
      : sign === ']' &&
        (expected === 'value or ]' || (expected === 'comma or end' && open.at(-1) === '['));
  if (!mayClose) return undefined;
  open.pop();
  return end();
}
