import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ErrorObject } from "ajv";
import fc from "fast-check";
import { parse } from "yaml";
import deploymentsSchema from "../../../deployments/config.schema.json";
import { schemaIssues } from "../../../program/config/schemaIssues";
import { typedConfig } from "../../../program/config/typedValues";
import programSchema from "../../../program/config.schema.json";
import { exampleStacks } from "../../../tools/examples";

const root = join(__dirname, "..", "..", "..");

const schemas: Readonly<Record<string, { readonly schema: object; readonly stackFiles: readonly string[] }>> = {
    program: { schema: programSchema, stackFiles: Object.values(exampleStacks).map(({ file }) => file) },
    deployments: { schema: deploymentsSchema, stackFiles: ["examples/deployments/Pulumi.acme.yaml"] },
};

const keywords = [
    ...[
        "type",
        "enum",
        "$ref",
        "items",
        "required",
        "propertyNames",
        "propertyNames pattern",
        "pattern",
        "properties",
        "patternProperties",
    ],
    ...["additionalProperties", "definitions"],
];
/** Keywords without a meaning for validation. Under `allOf` are the constraints, which `checkConstraints` validates. */
const ignored = [
    ...["$schema", "title", "description", "default", "markdownEnumDescriptions", "patternErrorMessage"],
    "allOf",
];

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null;

/** The keywords of a schema and of all schemas in it, and the targets of its references. */
const usedIn = (schema: unknown): readonly string[] => {
    if (!isObject(schema) || Array.isArray(schema)) {
        return [];
    }
    return Object.entries(schema)
        .filter(([keyword]) => keyword !== "allOf" && keyword !== "default")
        .flatMap(([keyword, value]) => [
            keyword === "$ref" ? `$ref ${String(value)}` : keyword,
            // These hold schemas by name.
            ...(["properties", "patternProperties", "definitions"].includes(keyword)
                ? Object.values(value as JsonObject).flatMap(usedIn)
                : usedIn(value).map((inner) => (keyword === "propertyNames" ? `propertyNames ${inner}` : inner))),
        ]);
};

/** The schema without constraints, and without the object of an encrypted value, which is marked before the check. */
const withoutConstraints = (schema: unknown): unknown => {
    if (Array.isArray(schema)) {
        return schema.map(withoutConstraints);
    }
    return isObject(schema)
        ? Object.fromEntries(
              Object.entries(schema)
                  .filter(([keyword]) => keyword !== "allOf")
                  .map(([keyword, value]) => [
                      keyword,
                      keyword === "type" && Array.isArray(value)
                          ? value.filter((type) => type !== "object")
                          : withoutConstraints(value),
                  ]),
          )
        : schema;
};

/** Where ajv reports an error, as a path of the config; at a property, not at the object that holds it. */
const pathOf = ({ keyword, instancePath, params }: ErrorObject): string => {
    const names = params as { readonly additionalProperty?: string; readonly propertyName?: string };
    const last = keyword === "additionalProperties" ? names.additionalProperty : names.propertyName;
    return [
        ...instancePath
            .split("/")
            .slice(2)
            .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")),
        ...(last === undefined ? [] : [last]),
    ].join(" ");
};

const messages: Readonly<Record<string, RegExp>> = {
    type: /^must be an? \w+, not (a|null)/,
    pattern: /^must be a (boolean|number), not a string/,
    required: /^is missing the required property/,
    additionalProperties: /^is an unknown property$/,
    propertyNames: /^is not a valid name$/,
    enum: /^is not an allowed value$/,
};

/** Values of all kinds that YAML has, in place of any value of a config. */
const anything = fc.oneof(
    fc.constantFrom(null, true, false, 0, 1.5, Infinity, NaN, "", "text", "1", [], {}, [1], ["text"], [[]], { a: 1 }),
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
);
const anyName = fc.constantFrom(
    "a",
    "1",
    "ops",
    "not a name",
    "operator",
    "grantees",
    "tags",
    "__proto__",
    "constructor",
);

interface Edit {
    readonly at: readonly number[];
    readonly value: unknown;
    readonly name: string;
    readonly kind: "replace" | "add" | "remove";
}

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
    fc.record({
        at: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 }),
        value: anything,
        name: anyName,
        kind: fc.constantFrom("replace", "add", "remove"),
    }),
    { minLength: 1, maxLength: 4 },
);

/** A copy of the value with one change at a path, whose numbers choose among the entries of each level. */
const edited = (value: unknown, edit: Edit, depth = 0): unknown => {
    if (!isObject(value) || Object.keys(value).length === 0) {
        return edit.value;
    }
    const entries = Object.entries(value);
    const chosen = (edit.at[depth] ?? 0) % entries.length;
    const isLast = depth === edit.at.length - 1;
    const changed = entries.flatMap(([name, inner], i): [string, unknown][] => {
        if (i !== chosen) {
            return [[name, inner]];
        }
        if (!isLast) {
            return [[name, edited(inner, edit, depth + 1)]];
        }
        return edit.kind === "replace" ? [[name, edit.value]] : [];
    });
    const added: [string, unknown][] = isLast && edit.kind === "add" ? [...entries, [edit.name, edit.value]] : changed;
    return Array.isArray(value) ? added.map(([, inner]) => inner) : Object.fromEntries(added);
};

describe("schemaIssues", () => {
    for (const [name, { schema, stackFiles }] of Object.entries(schemas)) {
        it(`implements every keyword of the schema of ${name}, and knows every reference`, () => {
            const used = new Set(usedIn(schema));
            const { definitions = {} } = schema as { readonly definitions?: object };
            const known = [
                ...keywords,
                ...ignored,
                ...Object.keys(definitions).map((id) => `$ref #/definitions/${id}`),
            ];
            assert.deepEqual(
                [...used].filter((keyword) => !known.includes(keyword)),
                [],
            );
        });

        it(`reports what ajv reports, in its order, for changed configs of ${name}`, () => {
            const validate = new Ajv({ allErrors: true, strict: false }).compile(withoutConstraints(schema) as object);
            const configs = stackFiles.map(
                (file) => (parse(readFileSync(join(root, file), "utf8")) as { readonly config: unknown }).config,
            );
            let reported = 0;
            fc.assert(
                fc.property(fc.constantFrom(...configs), edits, (config, changes) => {
                    const given = changes.reduce<unknown>((value, change) => edited(value, change), config);
                    fc.pre(isObject(given) && !Array.isArray(given));
                    validate({ config: given });
                    const errors = (validate.errors ?? []).filter(
                        ({ keyword, schemaPath }) => keyword !== "pattern" || !schemaPath.includes("propertyNames"),
                    );
                    const issues = schemaIssues(schema, typedConfig(schema, given));
                    reported += issues.length;
                    assert.deepEqual(
                        issues.map(({ path }) => path.replace(/\[(\d+)\]/g, ".$1").replaceAll(".", " ")),
                        errors.map((error) => pathOf(error).replaceAll(".", " ")),
                    );
                    errors.forEach(({ keyword }, i) => {
                        assert.match(issues[i]?.message ?? "", messages[keyword] ?? assert.fail(keyword));
                    });
                }),
                { numRuns: 500, seed: 1, includeErrorInReport: true },
            );
            assert.ok(reported > 100, `only ${reported} issues`);
        });
    }
});
