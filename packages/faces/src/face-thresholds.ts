/**
 * What a similarity means; measured, see the table in the room's README. `same` and more: taken for this performer.
 * `maybe` up to `same`: resembles them. Below `maybe`: somebody else.
 */
export const FACE_THRESHOLDS = { same: 0.66, maybe: 0.5 } as const;
