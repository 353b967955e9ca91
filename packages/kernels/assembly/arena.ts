// One call at a time owns the memory above the static data: reset, take what is needed, run.
let top: usize = (__heap_base + 15) & ~15;

export function arenaReset(): void {
  top = (__heap_base + 15) & ~15;
}

/** 16-byte aligned, with 64 spare bytes after it so that vector loops may run over the end. Returns 0 when memory is exhausted. */
export function arenaTake(bytes: u32): usize {
  const start = top;
  const end = (start + <usize>bytes + 64 + 15) & ~15;
  const pages = <i32>((end + 65535) >>> 16);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) return 0;
  top = end;
  return start;
}
