/** What is looked at here of a workflow; its schema is built on this, so its type cannot be named. */
interface WorkflowShape {
  readonly graph: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
  readonly slots: Readonly<Record<string, readonly { readonly node: string; readonly input: string }[]>>;
  readonly optional: Readonly<Record<string, readonly string[] | undefined>>;
  readonly oneOf: readonly (readonly string[])[];
}

interface WorkflowProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Names in a workflow that lead nowhere: nodes of slots, links, optional parts, groups. */
export function findWorkflowProblems(workflow: WorkflowShape): WorkflowProblem[] {
  return [...strayLinks(workflow), ...straySlots(workflow), ...strayParts(workflow), ...strayGroups(workflow)];
}

/** A link as the API format has it: `[node id, output index]`. */
export function isLink(value: unknown): value is [string, number] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'number';
}

function strayLinks({ graph }: WorkflowShape): WorkflowProblem[] {
  return Object.entries(graph).flatMap(([id, node]) =>
    Object.entries(node.inputs)
      .filter(([, value]) => isLink(value) && !Object.hasOwn(graph, value[0]))
      .map(([input]) => ({ path: ['graph', id, 'inputs', input], message: 'expected a link to a node of this graph' })),
  );
}

function straySlots({ graph, slots }: WorkflowShape): WorkflowProblem[] {
  return Object.entries(slots).flatMap(([slot, targets]) =>
    targets.flatMap(({ node, input }, index) => {
      const path = ['slots', slot, index];
      if (!Object.hasOwn(graph, node)) return [{ path: [...path, 'node'], message: 'expected a node of the graph' }];
      if (Object.hasOwn(graph[node]?.inputs ?? {}, input)) return [];
      return [{ path: [...path, 'input'], message: `expected an input of node ${node}` }];
    }),
  );
}

function strayParts({ graph, slots, optional }: WorkflowShape): WorkflowProblem[] {
  return Object.entries(optional).flatMap(([slot, nodes]) => {
    if (!Object.hasOwn(slots, slot)) return [{ path: ['optional', slot], message: 'expected one of the slots' }];
    return (nodes ?? []).flatMap((node, index) =>
      Object.hasOwn(graph, node) ? [] : [{ path: ['optional', slot, index], message: 'expected a node of the graph' }],
    );
  });
}

function strayGroups({ slots, oneOf }: WorkflowShape): WorkflowProblem[] {
  return oneOf.flatMap((group, at) =>
    group.flatMap((slot, index) =>
      Object.hasOwn(slots, slot) ? [] : [{ path: ['oneOf', at, index], message: 'expected one of the slots' }],
    ),
  );
}
