import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import Ajv from "ajv";
import { parse } from "yaml";
import * as components from "../../components";
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

describe("the schema of the config", () => {
    it("is what npm run schema would write", function () {
        // The analyzer makes a program of all components and their types.
        this.timeout(60_000);
        // Their difference would fill pages.
        const isFresh = isDeepStrictEqual(committed, JSON.parse(JSON.stringify(configSchema())));
        assert.ok(isFresh, "program/config.schema.json is not what the args say: npm run schema");
    });

    it("has a class for every pattern, and a description for every arg", () => {
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

    it("holds defaults, limits and what may be referred to", () => {
        const command = definitions.RunCommandOperator?.properties ?? {};
        assert.equal(command.cancel?.default, false);
        assert.match(
            command.acceptRootDocuments?.description ?? "",
            /Without it: an operator gets no AWS-owned document/,
        );
        assert.deepEqual(command.documents?.allOf, [{ minItems: 1, minProperties: 1 }]);
        const role = new RegExp(String(command.notificationRoleArns?.items?.allOf?.[0]?.pattern), "u");
        assert.match("arn:aws:iam::123456789012:role/notify", role);
        assert.match("runCommandNotifications.patching", role);
        assert.doesNotMatch("elsewhere.patching", role);
    });

    for (const file of readdirSync(root).filter((name) => /^Pulumi\.[^.]+\.yaml$/.test(name))) {
        it(`is named in ${file} and takes it, limits and all`, () => {
            const text = readFileSync(join(root, file), "utf8");
            assert.match(text, /^# yaml-language-server: \$schema=program\/config\.schema\.json\n/);
            const ajv = new Ajv({ allErrors: true, strict: false });
            const validate = ajv.compile(committed as object);
            validate(parse(text));
            assert.deepEqual(validate.errors, null);
        });
    }
});
