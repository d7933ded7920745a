import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import Ajv from "ajv";
import { parse } from "yaml";
import * as components from "../../components";
import { exampleStacks } from "../../tools/examples";
import { configSchema } from "../../tools/schema";
import { patterns } from "../../program/config/patterns";

const root = join(__dirname, "..", "..");
const committed: unknown = JSON.parse(readFileSync(join(root, "program", "config.schema.json"), "utf8"));

interface Node {
    readonly description?: string;
    readonly default?: unknown;
    readonly properties?: Readonly<Record<string, Node>>;
    readonly items?: Node;
    readonly allOf?: readonly Readonly<Record<string, unknown>>[];
}

const { definitions } = committed as { readonly definitions: Readonly<Record<string, Node>> };

describe("the config schema", () => {
    it("is up to date with npm run schema", function () {
        // The analyzer compiles all components and their types.
        this.timeout(60_000);
        // Compare with a boolean: a diff would fill pages.
        const isFresh = isDeepStrictEqual(committed, JSON.parse(JSON.stringify(configSchema())));
        assert.ok(isFresh, "program/config.schema.json is outdated: npm run schema");
    });

    it("has a class for every pattern and a description for every arg", () => {
        for (const { component } of patterns.values()) {
            assert.equal(typeof (components as Readonly<Record<string, unknown>>)[component], "function", component);
        }
        for (const [name, { properties = {} }] of Object.entries(definitions)) {
            for (const [property, { description = "" }] of Object.entries(properties)) {
                assert.ok(description.length > 10, `${name}.${property}: ${description}`);
                assert.doesNotMatch(description, /object Object|undefined/);
            }
        }
    });

    it("contains defaults, constraints and references", () => {
        const command = definitions.RunCommandOperator?.properties ?? {};
        assert.equal(command.cancel?.default, false);
        assert.match(command.acceptRootDocuments?.description ?? "", /Without it: no AWS-owned documents/);
        assert.deepEqual(command.documents?.allOf, [{ minItems: 1, minProperties: 1 }]);
        const role = new RegExp(String(command.notificationRoleArns?.items?.allOf?.[0]?.pattern), "u");
        assert.match("arn:aws:iam::123456789012:role/notify", role);
        assert.match("runCommandNotifications.patching", role);
        assert.doesNotMatch("elsewhere.patching", role);
    });

    for (const { file, path } of Object.values(exampleStacks)) {
        it(`accepts ${file}, which refers to it`, () => {
            const text = readFileSync(path, "utf8");
            assert.match(text, /^# yaml-language-server: \$schema=\.\.\/\.\.\/program\/config\.schema\.json\n/);
            const ajv = new Ajv({ allErrors: true, strict: false });
            const validate = ajv.compile(committed as object);
            validate(parse(text));
            assert.deepEqual(validate.errors, null);
        });
    }
});
