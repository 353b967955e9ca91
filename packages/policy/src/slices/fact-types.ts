import {
  type NamespaceDefinition,
  type SchemaJson,
  schemaToJsonWithResolvedTypes,
  type Type,
} from '@cedar-policy/cedar-wasm/nodejs';

/** The type of a fact: as the schema has it, with the names of common types replaced by what they stand for. */
export type FactType =
  | { readonly type: 'Boolean' | 'Long' | 'String' }
  | { readonly type: 'Entity'; readonly name: string; readonly ids: readonly string[] }
  | { readonly type: 'Set'; readonly element: FactType }
  | RecordType;

export interface RecordType {
  readonly type: 'Record';
  readonly attributes: Readonly<Record<string, { readonly type: FactType; readonly isRequired: boolean }>>;
}

type Namespace = NamespaceDefinition<string>;

const NO_FACTS: Type<string> = { type: 'Record', attributes: {} };

/** What a schema says of each action's context. @throws Error where it cannot be read, or has a type that no fact has had so far */
export function readContextTypes(schema: string): ReadonlyMap<string, RecordType> {
  const answer = schemaToJsonWithResolvedTypes(schema);
  if (answer.type === 'failure') throw new Error(answer.errors.map((error) => error.message).join('. '));
  const namespace = answer.json[''];
  if (!namespace) throw new Error('the schema has no actions');
  const actions = Object.entries(namespace.actions);
  return new Map(actions.map(([action, { appliesTo }]) => [action, readContext(appliesTo?.context, namespace)]));
}

/** A schema of one action whose context has those of `facts` and no other: Cedar copies the schema at every question. */
export function writeSchema(action: string, context: RecordType, facts: ReadonlySet<string>): SchemaJson<string> {
  const entityTypes: Namespace['entityTypes'] = { Person: {}, Take: {} };
  const written = writeType(context, '', facts, entityTypes);
  const appliesTo = { principalTypes: ['Person'], resourceTypes: ['Take'], context: written };
  return { '': { entityTypes, actions: { [action]: { appliesTo } } } };
}

/** The name of a fact that a record holds; the context itself has none. */
export function nameFact(holder: string, attribute: string): string {
  return holder === '' ? attribute : `${holder}.${attribute}`;
}

function readContext(type: Type<string> = NO_FACTS, namespace: Namespace): RecordType {
  const context = readType(type, namespace);
  if (context.type === 'Record') return context;
  throw new Error(`a context is a record, got ${context.type}`);
}

function readType(type: Type<string>, namespace: Namespace): FactType {
  const common = namespace.commonTypes?.[type.type];
  if (common) return readType(common, namespace);
  if ('attributes' in type) return readRecord(type.attributes, namespace);
  if ('element' in type) return { type: 'Set', element: readType(type.element, namespace) };
  if ('name' in type && type.type === 'Entity') return readEntity(type.name, namespace);
  if (type.type === 'Bool' || type.type === 'Boolean') return { type: 'Boolean' };
  if (type.type === 'Long' || type.type === 'String') return { type: type.type };
  throw new Error(`no fact has the type "${type.type}" so far`);
}

function readRecord(
  attributes: Readonly<Record<string, Type<string> & { required?: boolean }>>,
  namespace: Namespace,
): RecordType {
  const read = Object.entries(attributes).map(
    ([name, type]) => [name, { type: readType(type, namespace), isRequired: type.required !== false }] as const,
  );
  return { type: 'Record', attributes: Object.fromEntries(read) };
}

/** Facts name entities of enumerated types only: whatever else is named would be somebody or something. */
function readEntity(name: string, { entityTypes }: Namespace): FactType {
  const definition = entityTypes[name];
  if (definition && 'enum' in definition) return { type: 'Entity', name, ids: definition.enum };
  throw new Error(`facts name entities of enumerated types, got "${name}"`);
}

/** Gathers the entity types on its way. */
function writeType(
  type: FactType,
  name: string,
  facts: ReadonlySet<string>,
  entityTypes: Namespace['entityTypes'],
): Type<string> {
  if (type.type === 'Record') {
    const attributes = Object.entries(type.attributes)
      .map(([attribute, held]) => ({ attribute, held, fact: nameFact(name, attribute) }))
      .filter(({ fact }) => facts.has(fact))
      .map(({ attribute, held, fact }) => {
        const written = writeType(held.type, fact, facts, entityTypes);
        return [attribute, { ...written, required: held.isRequired }];
      });
    return { type: 'Record', attributes: Object.fromEntries(attributes) };
  }
  if (type.type === 'Set') return { type: 'Set', element: writeType(type.element, name, facts, entityTypes) };
  if (type.type !== 'Entity') return type;
  entityTypes[type.name] = { enum: [...type.ids] };
  return { type: 'Entity', name: type.name };
}
