import Ajv, { type Schema } from 'ajv';
import addFormats from 'ajv-formats';

/** Says what in a value does not fit the schema of that name, place by place, without the value; '' where all fits. */
export type SchemaCheck = (name: string, value: unknown) => string;

/** A check of JSON Schemas whose `$defs` have these names. */
export function schemaCheck(schema: Schema & { readonly $id?: string }): SchemaCheck {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { unixtime: true } });
  addFormats(ajv);
  ajv.addSchema(schema);
  return (name, value) => {
    const validate = ajv.getSchema(`${schema.$id ?? ''}#/$defs/${name}`);
    if (validate === undefined) throw new Error(`The contract has no "${name}".`);
    if (validate(value) === true) return '';
    return (validate.errors ?? [])
      .map(({ instancePath, message = '', params }) => {
        const extra = Reflect.get(params, 'additionalProperty') as unknown;
        return `${instancePath || 'the body'} ${message}${typeof extra === 'string' ? `: ${extra}` : ''}`;
      })
      .join('; ');
  };
}

/** A value without annotations (`@odata.context` …), at any depth: contracts describe properties alone. */
export function withoutAnnotations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnnotations);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.includes('@'))
      .map(([name, inner]) => [name, withoutAnnotations(inner)]),
  );
}

/** The rows of a page, or the one object that an answer is, without annotations. */
export function rowsOf(answer: unknown): readonly unknown[] {
  const plain = withoutAnnotations(answer) as { value?: unknown };
  return Array.isArray(plain.value) ? plain.value : [plain];
}
