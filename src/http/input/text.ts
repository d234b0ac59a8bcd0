/**
 * What is wrong with an opaque name, in words that follow its field's name, or undefined when nothing is.
 * It must be 1 to `maxCodePoints` code points without control characters (general category Cc) or
 * lone surrogates, and not `.` or `..`, which URL parsers would fold away.
 */
export function nameFault(name: string, maxCodePoints: number): string | undefined {
  if (name === '') return 'must not be empty.';
  if (!name.isWellFormed()) return 'must not hold a lone surrogate.';
  if (/\p{Cc}/u.test(name)) return 'must not hold control characters.';
  if (name === '.' || name === '..') return 'must not be "." or "..".';
  // There are no more code points than code units, and those need no counting.
  return name.length > maxCodePoints && [...name].length > maxCodePoints
    ? `must be at most ${maxCodePoints} characters long.`
    : undefined;
}
