import type { CedarValueJson } from '@cedar-policy/cedar-wasm/nodejs';
import fc from 'fast-check';
import type { Request } from '../parts/part.ts';
import type { FactType, RecordType } from '../slices/fact-types.ts';

/** Any context of a type. Numbers are drawn around those with which rules compare facts, and between. */
export function anyContext(type: RecordType, numbers: readonly number[]): fc.Arbitrary<Request['context']> {
  const number = fc.oneof(
    fc.constantFrom(...numbers, 0).chain((near) => fc.integer({ min: near - 1, max: near + 1 })),
    fc.integer({ min: 0, max: 21_000_000 }),
  );
  return anyRecord(type, number);
}

function anyRecord({ attributes }: RecordType, number: fc.Arbitrary<number>): fc.Arbitrary<Request['context']> {
  const entries = Object.entries(attributes);
  const model = Object.fromEntries(entries.map(([name, { type }]) => [name, anyValue(type, number)]));
  const requiredKeys = entries.flatMap(([name, { isRequired }]) => (isRequired ? [name] : []));
  return fc.record(model, { requiredKeys }).map((record) => ({ ...record }));
}

function anyValue(type: FactType, number: fc.Arbitrary<number>): fc.Arbitrary<CedarValueJson> {
  switch (type.type) {
    case 'Boolean':
      return fc.boolean();
    case 'Long':
      return number;
    case 'String':
      return fc.string();
    case 'Entity':
      return fc.constantFrom(...type.ids).map((id) => ({ __entity: { type: type.name, id } }));
    case 'Set':
      return fc.array(anyValue(type.element, number), { maxLength: 4 });
    case 'Record':
      return anyRecord(type, number).map((record) => ({ ...record }));
  }
}
