import type { HTTPValidationError, ValidationDetail } from './errors.ts';
import { type FimField, type FimRequest, optionalFields } from '../wire/request.ts';

const unknown =
  /extra|not (permitted|allowed|supported)|unknown|unrecogni[sz]ed|unexpected|unsupported|additional prop/i;

/** The optional fields of a request that a 422 calls unknown; fields with values out of bounds are not among them. */
export function unknownFields(error: HTTPValidationError, request: FimRequest): FimField[] {
  const complaints = error.detail.filter(({ type, msg }) => unknown.test(`${type} ${msg}`));
  return optionalFields.filter(
    (field) => request[field] !== undefined && complaints.some((complaint) => names(complaint, field)),
  );
}

function names({ loc, msg }: ValidationDetail, field: FimField): boolean {
  return loc.length > 0 ? loc.at(-1) === field : new RegExp(`\\b${field}\\b`).test(msg);
}
