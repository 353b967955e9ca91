import type { Stroke } from '@backlot/film';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import { type DrawingTool, isEmptyDraft, type NoteDraft, STROKE_COLOURS } from '../notes/note-draft.ts';
import type { FramePlayer } from '../player/frame-player.ts';
import type { Playhead } from '../player/playhead.ts';
import type { DrawingControl } from '../player/viewer.tsx';
import { useKeys } from '../shell/use-keys.ts';
import { useTakeRights } from '../sign-in/use-rights.ts';

/** A note being written, in words and lines, and what can be done with it. */
export interface NoteControl {
  readonly draft: NoteDraft | undefined;
  readonly drawing: DrawingControl;
  readonly begin: () => void;
  readonly setText: (text: string) => void;
  readonly save: () => void;
  readonly discard: () => void;
  readonly isSaving: boolean;
  readonly error: unknown;
}

/** One draft at a time, bound to the frame that was on screen when it was begun. N writes, D draws, Escape leaves drawing. */
export function useNoteDraft(
  takeId: string,
  playhead: Playhead,
  player: FramePlayer | undefined,
  { canDraw = true }: { readonly canDraw?: boolean } = {},
): NoteControl {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<NoteDraft>();
  const [isDrawing, setDrawing] = useState(false);
  const [tool, setTool] = useState<DrawingTool>('pen');
  const [colour, setColour] = useState<string>(STROKE_COLOURS[0][1]);
  const saving = useMutation({
    mutationFn: ({ frame, text, strokes }: NoteDraft) =>
      studioClient.addReview(takeId, { decision: 'note', frame, text: text.trim(), strokes }),
    onSuccess: async () => {
      setDraft(undefined);
      setDrawing(false);
      await queries.invalidateQueries({ queryKey: ['reviews', takeId] });
    },
  });
  const draftHere = (): NoteDraft => {
    const { frame } = playhead.get();
    return draft && !isEmptyDraft(draft) ? draft : { frame, text: '', strokes: [] };
  };
  const begin = (): void => {
    player?.pause();
    const next = draftHere();
    setDraft(next);
    if (next.frame !== playhead.get().frame) player?.goTo(next.frame);
  };
  const toggle = (): void => {
    if (!isDrawing) begin();
    setDrawing(!isDrawing);
  };
  const add = (stroke: Stroke): void => {
    const here = draftHere();
    if (here.frame === playhead.get().frame) setDraft({ ...here, strokes: [...here.strokes, stroke] });
    else player?.goTo(here.frame);
  };
  const undo = (): void => setDraft((current) => current && { ...current, strokes: current.strokes.slice(0, -1) });
  const mayNote = useTakeRights(takeId)('add-note');
  const drawingKeys = canDraw ? { d: toggle, escape: () => setDrawing(false) } : {};
  useKeys(mayNote ? { n: begin, ...drawingKeys } : {});
  return {
    draft,
    begin,
    setText: (text) => setDraft((current) => current && { ...current, text }),
    save: () => draft && !isEmptyDraft(draft) && !saving.isPending && saving.mutate(draft),
    discard: () => {
      setDraft(undefined);
      setDrawing(false);
      saving.reset();
    },
    isSaving: saving.isPending,
    error: saving.error,
    drawing: {
      isOffered: mayNote && canDraw,
      isDrawing,
      tool,
      colour,
      setTool,
      setColour,
      toggle,
      add,
      undo: draft && draft.strokes.length > 0 ? undo : undefined,
    },
  };
}
