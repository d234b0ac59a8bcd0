import { Column } from 'typeorm';
import type { Provenance } from './caller.js';

/** The actor and the origin of a change, in a record of changes. */
export interface ProvenanceColumns {
  /** The id of the actor; `system` if the call did not set one. */
  actor: string;
  credentialId: string | null;
  /** The origin, such as `api`, `on_behalf`, `service`, `migration` or `cli`, or a value of the call. */
  via: string;
  requestId: string | null;
}

type Class<T> = abstract new () => T;

/** Makes a base class for entities that record changes: the columns of `base`, and those of the provenance. */
export function withProvenance<T extends object>(base: Class<T>): Class<T & ProvenanceColumns> {
  abstract class Recorded extends (base as Class<object>) {
    @Column({ name: 'actor', type: 'text' })
    actor!: string;

    @Column({ name: 'credential_id', type: 'text', nullable: true })
    credentialId!: string | null;

    @Column({ name: 'via', type: 'text' })
    via!: string;

    @Column({ name: 'request_id', type: 'text', nullable: true })
    requestId!: string | null;
  }
  return Recorded as Class<T & ProvenanceColumns>;
}

/** The columns of a change's provenance, for SQL. */
export const PROVENANCE_COLUMNS = 'actor, credential_id, via, request_id';

/** The values of `PROVENANCE_COLUMNS`, in their order. */
export function provenanceArguments(provenance: Provenance): unknown[] {
  const { actor, credentialId, via, requestId } = provenance;
  return [actor, credentialId, via, requestId];
}
