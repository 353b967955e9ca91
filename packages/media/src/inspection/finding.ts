/** What an inspection found. `error` keeps a take from review, `warning` is shown to the reviewer. */
export interface InspectionFinding {
  readonly code: InspectionCode;
  readonly severity: 'error' | 'warning';
  /** Frame number, where the finding is about one frame; the first of a run. */
  readonly frame?: number;
  readonly message: string;
}

export type InspectionCode =
  | 'FRAME_NOT_FINITE'
  | 'FRAME_BLACK'
  | 'FRAMES_FROZEN'
  | 'FRAME_OUT_OF_RANGE'
  | 'FRAME_SIZE_WRONG'
  | 'FRAME_COUNT_WRONG'
  | 'FRAME_MISSING'
  | 'FRAME_UNREADABLE'
  | 'VIDEO_SIZE_WRONG'
  | 'VIDEO_COUNT_WRONG'
  | 'VIDEO_RATE_WRONG'
  | 'VIDEO_UNREADABLE'
  | 'SOUND_UNREADABLE'
  | 'SOUND_NOT_FINITE'
  | 'SOUND_SILENT'
  | 'SOUND_CLIPPED'
  | 'SOUND_LENGTH_WRONG'
  | 'SOUND_COUNT_WRONG';
