/** Who made a request, as the log names them. */
export interface RequestCaller {
  credentialId?: string;
  ownerId: string;
}

/** The authenticated caller of each request. The keys are Node's requests. */
export const requestCallers = new WeakMap<object, RequestCaller>();
