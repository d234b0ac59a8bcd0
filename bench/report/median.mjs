/**
 * The median. For an even number of values, it is the mean of the two in the middle.
 * @param {number[]} values
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of each figure, independent of the other figures. */
export function medianOf(figures) {
  const names = Object.keys(figures[0]);
  return Object.fromEntries(
    names.map((name) => [name, median(figures.map((figure) => figure[name]))]),
  );
}
