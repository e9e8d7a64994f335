type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

const byFormat: Readonly<Record<string, string>> = {
  uuid: '01a1f0c2-7b00-7000-8000-000000000001',
  date: '2026-11-20',
  'date-time': '2026-11-20T10:00:00-06:00',
  email: 'pat.doe@customer.example',
  uri: 'https://carrier.example/',
  base64: 'ZXhhbXBsZQ==',
  ipv4: '192.0.2.25',
  ipv6: '2001:db8::25',
};

/** Texts that our patterns ask for; the first that a pattern takes is its example. */
const byPattern = [
  'carrier.example',
  'example',
  '829999',
  '+15155550100',
  '2026',
  '0'.repeat(64),
  `whsec_${'A'.repeat(32)}`,
] as const;

const text = ({ format, pattern, minLength, maxLength }: Schema): string => {
  const formatted = typeof format === 'string' ? byFormat[format] : undefined;
  if (formatted !== undefined) return formatted;
  const shaped = typeof pattern === 'string' ? byPattern.find((one) => new RegExp(pattern).test(one)) : undefined;
  return shaped ?? 'example'.padEnd(number(minLength, 0), '.').slice(0, number(maxLength, 200));
};

const fields = (schema: Schema): Record<string, unknown> => {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, inner]) => [name, exampleOf(isSchema(inner) ? inner : {})]),
  );
};

const ofType = (schema: Schema): unknown => {
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number':
      return Math.max(number(schema.minimum, 1), number(schema.exclusiveMinimum, 0) + 1);
    case 'boolean':
      return true;
    case 'array':
      return number(schema.minItems, 0) === 0 ? [] : [exampleOf(isSchema(schema.items) ? schema.items : {})];
    case 'object':
      return fields(schema);
    default:
      return null;
  }
};

/**
 * A value of a JSON schema, for a reader to start from: an example the schema carries, else null where it may be, its first
 * alternative, its first word, the required fields of an object. Conditions that JSON schema cannot say are met only by examples of the schema's own.
 */
export const exampleOf = (schema: Schema): unknown => {
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples[0];
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices))
    return choices.some((one) => isSchema(one) && one.type === 'null') ? null : exampleOf(choices.find(isSchema) ?? {});
  return ofType(schema);
};
