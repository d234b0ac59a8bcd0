import { ApiProperty } from '../../http/openapi/openapi.js';
import type { ProvenanceColumns } from './provenance-columns.js';

/** The actor and the origin of a change, as the API returns them. */
export interface ShownProvenance {
  actor: string;
  credential_id: string | null;
  via: string;
  request_id: string | null;
}

type Class<T> = new () => T;

/**
 * Makes a resource class with the members of `base`, followed by the actor and the origin of a change. `origins` lists
 * the values of `via`.
 */
export function withShownProvenance<T extends object>(
  base: Class<T>,
  origins: string,
): Class<T & ShownProvenance> {
  class Shown extends (base as Class<object>) {
    @ApiProperty({
      type: String,
      description:
        'Who made the change: an owner id, `system`, a value of the host application, or `erased` for an erased owner.',
      example: 'ada',
    })
    actor!: string;

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'The credential of the actor, if there was one.',
      example: '1HeddIikNNmACOJfy',
    })
    credential_id!: string | null;

    @ApiProperty({
      type: String,
      description: `The origin of the change: ${origins}, or a value of the host application.`,
      example: 'api',
    })
    via!: string;

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'The id of the request that made the change, if there was one.',
      example: '01a206bd-d961-7284-a117-941c95972a1b',
    })
    request_id!: string | null;
  }
  return Shown as Class<T & ShownProvenance>;
}

/** The actor and the origin of a recorded change, as the API returns them. */
export function shownProvenance(change: ProvenanceColumns): ShownProvenance {
  const { actor, credentialId, via, requestId } = change;
  return { actor, credential_id: credentialId, via, request_id: requestId };
}
