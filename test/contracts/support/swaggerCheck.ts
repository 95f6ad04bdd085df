import { schemaCheck, type SchemaCheck } from './schemaCheck';

/** A Swagger 2.0 document, as far as it is read here. */
export interface Swagger {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly definitions: Readonly<Record<string, Definition>>;
}

interface Definition {
  readonly type?: string;
  readonly allOf?: readonly { readonly $ref: string }[];
  readonly properties?: Readonly<Record<string, object>>;
  readonly additionalProperties?: unknown;
}

/**
 * A check by the definitions of these documents (definitions of later ones win). Properties that a definition does
 * not name are refused, unless it is one of `open`: Swagger would let them pass, and with them every misspelling.
 */
export function swaggerCheck(documents: readonly Swagger[], open: readonly string[] = []): SchemaCheck {
  const all = Object.fromEntries(documents.flatMap(({ definitions }) => Object.entries(definitions)));
  const closed = Object.entries(all).map(([name, definition]) => {
    const properties = allProperties(all, definition);
    const names = Object.keys(properties).length > 0;
    const strict = names && definition.additionalProperties === undefined && !open.includes(name);
    const { allOf: _, ...rest } = definition;
    return [
      name,
      {
        ...rest,
        ...(names ? { type: 'object', properties } : {}),
        ...(strict ? { additionalProperties: false } : {}),
      },
    ];
  });
  const text = JSON.stringify({ $id: 'swagger', $defs: Object.fromEntries(closed) as unknown });
  return schemaCheck(JSON.parse(text.replace(/"[^"]*#\/definitions\//g, '"swagger#/$defs/')) as object);
}

function allProperties(
  all: Readonly<Record<string, Definition>>,
  definition: Definition,
): Readonly<Record<string, object>> {
  const inherited = (definition.allOf ?? []).map(({ $ref }) => {
    const base = all[$ref.split('/').at(-1) ?? ''];
    return base === undefined ? {} : allProperties(all, base);
  });
  const entries = [...inherited, definition.properties ?? {}].flatMap((one) => Object.entries(one));
  return Object.fromEntries(entries);
}
