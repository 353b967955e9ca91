/** Where the wipe stands: 0 the left edge, 1 the right. Left of it is the other picture. */
interface Wipe {
  readonly image: ImageBitmap;
  readonly at: number;
}

/** The canvas that people look at. It keeps the last frame, so that a wipe can move over it, and bears its number. */
export interface PictureBoard {
  readonly show: (image: CanvasImageSource, frame: number) => void;
  readonly setWipe: (wipe: Wipe | undefined) => void;
  /** Another picture was asked for: what is there is not it and says so until the next `show`. */
  readonly expectOther: () => void;
}

export function createPictureBoard(canvas: HTMLCanvasElement): PictureBoard {
  const { width, height } = canvas;
  const board = contextOf(canvas);
  const held = new OffscreenCanvas(width, height);
  const heldContext = held.getContext('2d', { alpha: false });
  let wipe: Wipe | undefined;

  const paint = (): void => {
    board.drawImage(held, 0, 0);
    if (!wipe) return;
    const split = Math.round(wipe.at * width);
    if (split === 0) return;
    board.save();
    board.beginPath();
    board.rect(0, 0, split, height);
    board.clip();
    board.drawImage(wipe.image, 0, 0, width, height);
    board.restore();
  };
  return {
    show: (image, frame) => {
      heldContext?.drawImage(image, 0, 0, width, height);
      paint();
      canvas.dataset.frame = String(frame);
    },
    expectOther: () => {
      delete canvas.dataset.frame;
    },
    setWipe: (next) => {
      wipe = next;
      paint();
    },
  };
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser gives no 2D canvas');
  return context;
}
