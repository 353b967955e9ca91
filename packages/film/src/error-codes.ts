/** How one error code shows on HTTP and as a process's exit code (1 our fault, 2 bad input, 3 refused by policy, 4 verification failed). */
export interface ErrorCodeMapping {
  readonly httpStatus: number;
  readonly exitCode: 1 | 2 | 3 | 4;
}

const badInput = { httpStatus: 400, exitCode: 2 } as const;
const notFound = { httpStatus: 404, exitCode: 2 } as const;
const conflict = { httpStatus: 409, exitCode: 2 } as const;
const tooLarge = { httpStatus: 413, exitCode: 2 } as const;
const unprocessable = { httpStatus: 422, exitCode: 2 } as const;
const refused = { httpStatus: 403, exitCode: 3 } as const;
const notVerified = { httpStatus: 422, exitCode: 4 } as const;
const unavailable = { httpStatus: 503, exitCode: 2 } as const;
const ourFault = { httpStatus: 500, exitCode: 1 } as const;

/** Every code a `BacklotError` may carry. A code that is not here, and one that nothing uses, fails the architecture test. */
export const ERROR_CODES = {
  // what people write
  NAME_INVALID: badInput,
  SET_UP_INVALID: badInput,
  SET_UP_UNREADABLE: badInput,
  USE_INVALID: badInput,
  FRAME_RATE_INVALID: badInput,
  TIMECODE_INVALID: badInput,
  REVIEW_INVALID: badInput,
  REQUEST_INVALID: badInput,
  OPTION_INVALID: badInput,
  COMMAND_UNKNOWN: badInput,
  ENGINE_UNKNOWN: badInput,
  INPUT_MISSING: badInput,
  LICENCE_KEPT: badInput,
  WORDS_LINE_INVALID: badInput,
  CAMERA_UNSOLVABLE: unprocessable,
  VANISHING_LINES_TOO_FEW: unprocessable,
  VANISHING_LINES_PARALLEL: unprocessable,
  KNOWN_LENGTH_UNUSABLE: unprocessable,
  TRIGGER_INVALID: unprocessable,
  BUILDING_PLAN_INVALID: unprocessable,
  BUILDING_OUTSIDE_PICTURE: unprocessable,
  // what people send
  PLATE_UNREADABLE: unprocessable,
  CLEAN_PLATE_SIZE: unprocessable,
  HOLDOUT_SIZE: unprocessable,
  STRENGTH_MAP_SIZE: unprocessable,
  PICTURE_UNREADABLE: unprocessable,
  PICTURE_EMPTY: unprocessable,
  PICTURE_TRUNCATED: unprocessable,
  PICTURE_TYPE_MISMATCH: { httpStatus: 415, exitCode: 2 },
  PICTURE_TOO_LARGE: tooLarge,
  SOUND_UNREADABLE: unprocessable,
  UPLOAD_TOO_LARGE: tooLarge,
  FILE_NOT_FOUND: notFound,
  FILE_UNREADABLE: badInput,
  // what is not there, or not now
  PRODUCTION_NOT_FOUND: notFound,
  TAKE_NOT_FOUND: notFound,
  PERFORMER_NOT_FOUND: notFound,
  CONSENT_NOT_FOUND: notFound,
  LICENCE_NOT_FOUND: notFound,
  WORK_NOT_FOUND: notFound,
  ROUTE_NOT_FOUND: notFound,
  ORIGIN_REFUSED: { httpStatus: 403, exitCode: 2 },
  // who may
  SIGN_IN_NEEDED: { httpStatus: 401, exitCode: 3 },
  SIGN_IN_FAILED: { httpStatus: 401, exitCode: 3 },
  SIGN_IN_TOO_OFTEN: { httpStatus: 429, exitCode: 3 },
  ACCESS_DENIED: refused,
  LINK_INVALID: { httpStatus: 410, exitCode: 2 },
  ACCOUNT_EXISTS: conflict,
  MEMBER_NOT_FOUND: notFound,
  LAST_OWNER: conflict,
  TAKE_STATE_INVALID: conflict,
  TAKE_CANCELLED: conflict,
  OUTPUT_EXISTS: conflict,
  ENGINE_CHANGED: conflict,
  // policy
  DECISION_DENIED: refused,
  APPROVAL_NEEDED: refused,
  APPROVAL_ROLE_WRONG: refused,
  APPROVAL_OWN: refused,
  TAKE_QUARANTINED: refused,
  CONSENT_INCOMPLETE: unprocessable,
  RIGHT_STATE_INVALID: conflict,
  REFERENCE_UNUSABLE: unprocessable,
  POLICY_INVALID: ourFault,
  // models
  BACK_END_NOT_FOUND: notFound,
  BACK_END_IN_USE: conflict,
  MODEL_NOT_FOUND: notFound,
  MODEL_PARTS_MISSING: unprocessable,
  MODEL_REQUEST_INVALID: unprocessable,
  MODEL_REFUSED: { httpStatus: 422, exitCode: 3 },
  MODEL_KEY_REFUSED: { httpStatus: 502, exitCode: 2 },
  MODEL_UNPAID: { httpStatus: 502, exitCode: 2 },
  MODEL_BUSY: unavailable,
  MODEL_FAILED: { httpStatus: 502, exitCode: 2 },
  MODEL_UNREACHABLE: { httpStatus: 502, exitCode: 2 },
  MODEL_TIMEOUT: { httpStatus: 504, exitCode: 2 },
  MODEL_ANSWER_INVALID: { httpStatus: 502, exitCode: 2 },
  MODEL_ANSWER_TOO_LARGE: { httpStatus: 502, exitCode: 2 },
  MODEL_ANSWER_CUT: { httpStatus: 502, exitCode: 2 },
  MODEL_CALL_UNCERTAIN: conflict,
  MODEL_OUTPUT_UNFIT: unprocessable,
  OUTBOUND_ADDRESS_REFUSED: refused,
  OFFLINE: { httpStatus: 403, exitCode: 3 },
  BUDGET_SPENT: { httpStatus: 402, exitCode: 3 },
  PRICE_UNKNOWN: { httpStatus: 402, exitCode: 3 },
  ONNX_NOT_INSTALLED: unavailable,
  // evidence
  SEAL_INVALID: notVerified,
  SIGNER_INVALID: badInput,
  RECIPE_NOT_CANONICAL: badInput,
  INSPECTION_FAILED: { httpStatus: 500, exitCode: 1 },
  FILE_DAMAGED: notVerified,
  LEDGER_BROKEN: notVerified,
  REFERENCE_SEALED: notVerified,
  REFERENCE_KEY_UNUSABLE: { httpStatus: 500, exitCode: 2 },
  // the machine
  DISK_FULL: { httpStatus: 507, exitCode: 2 },
  FOLDER_READ_ONLY: { httpStatus: 500, exitCode: 2 },
  PORT_TAKEN: unavailable,
  DATABASE_UNAVAILABLE: unavailable,
  ENCODER_UNAVAILABLE: unavailable,
  VIDEO_UNREADABLE: unprocessable,
  VIDEO_SIZE_ODD: badInput,
  VIDEO_WRITE_FAILED: ourFault,
  MARK_REFUSED: unprocessable,
  ENGINE_FAILED: ourFault,
  INTERNAL: ourFault,
} as const satisfies Readonly<Record<string, ErrorCodeMapping>>;

/** The mapping of `code`; a code that nobody registered is our fault (500, exit 1). */
export function mappingOfErrorCode(code: string): ErrorCodeMapping {
  const codes: Readonly<Record<string, ErrorCodeMapping>> = ERROR_CODES;
  return Object.hasOwn(codes, code) ? (codes[code] ?? ourFault) : ourFault;
}
