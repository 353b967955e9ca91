/** A node of a queued graph. */
export interface PromptNode {
  readonly class_type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Nodes by id. */
export type PromptGraph = Readonly<Record<string, PromptNode>>;

/** `[node id, output index]`. */
export function isLink(value: unknown): value is readonly [string, number] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}

/** The nodes that lead to `targets`, each after those that it takes something from. */
export function orderUpstream(graph: PromptGraph, targets: readonly string[]): readonly string[] {
  const order = new Set<string>();
  const visit = (id: string): void => {
    if (order.has(id)) return;
    for (const value of Object.values(graph[id]?.inputs ?? {})) if (isLink(value)) visit(value[0]);
    order.add(id);
  };
  targets.forEach(visit);
  return [...order];
}

/** The first value of an input of that name and type among the nodes that lead to `target`. */
export function findUpstream(graph: PromptGraph, target: string, inputs: readonly string[]): unknown {
  for (const id of orderUpstream(graph, [target])) {
    for (const input of inputs) {
      const value = graph[id]?.inputs[input];
      if (value !== undefined && !isLink(value)) return value;
    }
  }
  return undefined;
}
