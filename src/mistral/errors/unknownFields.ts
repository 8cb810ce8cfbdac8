import { readDetail } from './errorBody.ts';
import { HTTPValidationError, type ResponseError, type ValidationDetail } from './errors.ts';
import { type FimField, type FimRequest, optionalFields } from '../wire/request.ts';

const unknown =
  /extra|not (permitted|allowed|supported)|unknown|unrecogni[sz]ed|unexpected|unsupported|additional prop/i;

/**
 * The optional fields of a request that a 422 or a 400 calls unknown; fields with values out of bounds are not among
 * them. Azure answers 400 with `Extra parameters ['…'] are not allowed`, OpenAI with `Unrecognized request argument`.
 */
export function unknownFields(error: ResponseError, request: FimRequest): FimField[] {
  if (error.status !== 400 && error.status !== 422) return [];
  const detail = error instanceof HTTPValidationError ? error.detail : readDetail(error.body);
  const complaints = detail.filter(({ type, msg }) => unknown.test(`${type} ${msg}`));
  return optionalFields.filter(
    (field) => request[field] !== undefined && complaints.some((complaint) => names(complaint, field)),
  );
}

function names({ loc, msg }: ValidationDetail, field: FimField): boolean {
  return loc.length > 0 ? loc.at(-1) === field : new RegExp(`\\b${field}\\b`).test(msg);
}
