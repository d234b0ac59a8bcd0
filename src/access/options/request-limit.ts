/** So many requests in so many seconds. */
export interface RequestLimit {
  requests: number;
  seconds: number;
}
