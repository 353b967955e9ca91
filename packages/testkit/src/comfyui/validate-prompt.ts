import { choicesOf, type InputInfo, isUpload, type ObjectInfo } from './object-info.ts';
import { isLink, orderUpstream, type PromptGraph, type PromptNode } from './prompt-graph.ts';

/** One fault, as `execution.py` words it. */
interface InputFault {
  readonly type: string;
  readonly message: string;
  readonly details: string;
  readonly extra_info: Readonly<Record<string, unknown>>;
}

interface NodeFaults {
  readonly errors: readonly InputFault[];
  readonly dependent_outputs: readonly string[];
  readonly class_type: string;
}

/** What a check of a graph says. */
export interface Validation {
  /** Absent where at least one output can run. */
  readonly error?: InputFault;
  readonly outputs: readonly string[];
  readonly nodeErrors: Readonly<Record<string, NodeFaults>>;
}

/** What a graph is checked against. */
export interface ValidationContext {
  readonly info: ObjectInfo;
  readonly hasUpload: (name: string) => boolean;
}

/** Checks a graph as `validate_prompt` does: classes, links, ranges and choices; bad outputs are left out. */
export function validatePrompt(graph: PromptGraph, context: ValidationContext): Validation {
  const stranger = Object.entries(graph).find(([, node]) => !Object.hasOwn(context.info, node.class_type));
  if (stranger) return { error: missingNode(...stranger), outputs: [], nodeErrors: {} };
  const targets = Object.keys(graph).filter((id) => context.info[graph[id]?.class_type ?? '']?.output_node);
  if (targets.length === 0)
    return { error: fault('prompt_no_outputs', 'Prompt has no outputs'), outputs: [], nodeErrors: {} };
  return judgeOutputs(graph, targets, context);
}

function judgeOutputs(graph: PromptGraph, targets: readonly string[], context: ValidationContext): Validation {
  const nodeErrors: Record<string, NodeFaults> = {};
  const outputs: string[] = [];
  for (const target of targets) {
    const bad = orderUpstream(graph, [target])
      .map((id) => ({ id, node: graph[id], errors: faultsOf(graph, graph[id], context) }))
      .filter(({ errors }) => errors.length > 0);
    if (bad.length === 0) outputs.push(target);
    for (const { id, node, errors } of bad) {
      const dependent_outputs = [...(nodeErrors[id]?.dependent_outputs ?? []), target];
      nodeErrors[id] = { errors, dependent_outputs, class_type: node?.class_type ?? '' };
    }
  }
  if (outputs.length > 0) return { outputs, nodeErrors };
  const details = Object.values(nodeErrors).flatMap(({ errors }) => errors.map((e) => `${e.message}: ${e.details}`));
  const error = fault('prompt_outputs_failed_validation', 'Prompt outputs failed validation', details.join('\n'));
  return { error, outputs, nodeErrors };
}

function faultsOf(graph: PromptGraph, node: PromptNode | undefined, context: ValidationContext): InputFault[] {
  const { required = {}, optional = {} } = context.info[node?.class_type ?? '']?.input ?? {};
  return Object.entries({ ...required, ...optional }).flatMap(([name, info]) => {
    const value = node?.inputs[name];
    if (value === undefined) {
      return Object.hasOwn(required, name)
        ? [inputFault('required_input_missing', 'Required input is missing', name, name)]
        : [];
    }
    const found = isLink(value) ? linkFault(graph, name, value, info, context) : valueFault(name, value, info, context);
    return found ? [found] : [];
  });
}

function linkFault(
  graph: PromptGraph,
  name: string,
  [from, index]: readonly [string, number],
  [wanted]: InputInfo,
  { info }: ValidationContext,
): InputFault | undefined {
  const received = info[graph[from]?.class_type ?? '']?.output[index];
  if (received === undefined)
    return inputFault('exception_during_validation', 'Exception when validating node', name, from);
  if (received === wanted || typeof wanted !== 'string') return undefined;
  const details = `${name}, received_type(${received}) mismatch input_type(${wanted})`;
  return inputFault('return_type_mismatch', 'Return type mismatch between linked nodes', name, details);
}

function valueFault(
  name: string,
  value: unknown,
  info: InputInfo,
  { hasUpload }: ValidationContext,
): InputFault | undefined {
  if (isUpload(info)) {
    if (hasUpload(String(value))) return undefined;
    const details = `${name} - Invalid file: ${String(value)}`;
    return inputFault('custom_validation_failed', 'Custom validation failed for node', name, details);
  }
  const choices = choicesOf(info);
  if (choices && !choices.includes(value)) {
    const list = choices.length > 20 ? `(list of length ${choices.length})` : JSON.stringify(choices);
    return inputFault('value_not_in_list', 'Value not in list', name, `${name}: '${String(value)}' not in ${list}`);
  }
  return rangeFault(name, value, info);
}

function rangeFault(name: string, value: unknown, [type, options]: InputInfo): InputFault | undefined {
  if (type !== 'INT' && type !== 'FLOAT') return undefined;
  const number = Number(value);
  if (Number.isNaN(number)) {
    const message = `Failed to convert an input value to a ${type} value`;
    return inputFault('invalid_input_type', message, name, `${name}, ${String(value)}, could not convert`);
  }
  if (number < Number(options?.min)) {
    return inputFault('value_smaller_than_min', `Value ${number} smaller than min of ${options?.min}`, name, name);
  }
  if (number > Number(options?.max)) {
    return inputFault('value_bigger_than_max', `Value ${number} bigger than max of ${options?.max}`, name, name);
  }
  return undefined;
}

function missingNode(id: string, { class_type }: PromptNode): InputFault {
  const message = `Node '${class_type}' not found. The custom node may not be installed.`;
  return { ...fault('missing_node_type', message, `Node ID '#${id}'`), extra_info: { node_id: id, class_type } };
}

function inputFault(type: string, message: string, input: string, details: string): InputFault {
  return { type, message, details, extra_info: { input_name: input } };
}

function fault(type: string, message: string, details = ''): InputFault {
  return { type, message, details, extra_info: {} };
}
