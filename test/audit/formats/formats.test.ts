/** The output formats: valid by their own rules, whatever the names in the inputs. */
import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { formats, type OutputFormat } from "../../../audit/formats";
import { root } from "../../support/imports";
import { AuditFolder, run } from "../auditFolder";
import { document, samples } from "../samples";

const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

/** The schema of OASIS, whose draft differs from ajv's in the keyword for its identity only. */
const sarifValidator = (): ReturnType<Ajv["compile"]> => {
    const { id, $schema, ...schema } = JSON.parse(textOf("test/audit/sarif-2.1.0.schema.json")) as {
        readonly id: string;
        readonly $schema: string;
    };
    assert.match($schema, /draft-04/);
    return new Ajv({ strict: false, validateFormats: false }).compile({ ...schema, $id: id });
};

/** Names that mean something in the formats. */
const hostileName = "a\"b'c<d>&e|f`g`\n::error::h%0Ai,j:k\u0007l]]>m*n_o[p](q)\ud800r";

interface SarifResult {
    readonly ruleId: string;
    readonly level: string;
    readonly locations: readonly {
        readonly physicalLocation: {
            readonly artifactLocation: { readonly uri: string };
            readonly region: { readonly startLine: number; readonly startColumn: number };
        };
    }[];
    readonly suppressions: readonly { readonly justification: string }[];
}

interface Sarif {
    readonly runs: readonly {
        readonly tool: {
            readonly driver: { readonly version: string; readonly rules: readonly { readonly id: string }[] };
        };
        readonly invocations: readonly {
            readonly executionSuccessful: boolean;
            readonly toolExecutionNotifications: readonly { readonly descriptor: { readonly id: string } }[];
        }[];
        readonly results: readonly SarifResult[];
    }[];
}

describe("the formats of the audit", () => {
    const folder = new AuditFolder();
    after(() => {
        folder.remove();
    });
    let paths: readonly string[] = [];
    before(() => {
        const hostile = {
            urn: `urn:pulumi:dev::app::aws:iam/policy:Policy::${hostileName}`,
            type: "aws:iam/policy:Policy",
            inputs: { policy: JSON.stringify(document) },
        };
        paths = [
            ...samples.map(({ file, text }) => folder.write(`a folder/${file}`, text)),
            folder.write("hostile.json", JSON.stringify({ deployment: { manifest: {}, resources: [hostile] } })),
            folder.write("broken.json", "{"),
        ];
    });
    const output = (format: OutputFormat): string => run(paths, { format }).stdout;

    it("include SARIF that its schema accepts, with lines and columns", () => {
        const validate = sarifValidator();
        const sarif = JSON.parse(output("sarif")) as Sarif;
        assert.ok(validate(sarif), JSON.stringify(validate.errors?.slice(0, 3)));
        assert.equal(validate({ ...sarif, runs: [{}] }), false);
        const [only] = sarif.runs;
        assert.equal(only?.tool.driver.version, "1.2.3");
        assert.deepEqual(only.invocations[0]?.executionSuccessful, false);
        assert.ok(
            only.invocations[0].toolExecutionNotifications.some(({ descriptor }) => descriptor.id === "unreadable"),
        );
        const yaml = only.results.find(({ locations }) =>
            locations[0]?.physicalLocation.artifactLocation.uri.endsWith("a%20folder/app.yaml"),
        );
        assert.deepEqual(yaml?.locations[0]?.physicalLocation.region, { startLine: 13, startColumn: 13 });
        assert.deepEqual([yaml.ruleId, yaml.level], ["iam-passrole-wildcard", "error"]);
        const ids = only.tool.driver.rules.map(({ id }) => id);
        assert.ok(only.results.every(({ ruleId }) => ids.includes(ruleId)));
    });

    it("mark what the baseline hides as suppressed in SARIF", () => {
        const [path = ""] = paths;
        const baseline = folder.at("baseline.json");
        run([path], { baseline, updateBaseline: true, reason: "to be fixed" });
        const sarif = JSON.parse(run([path], { baseline, format: "sarif" }).stdout) as Sarif;
        assert.deepEqual(
            sarif.runs[0]?.results.map(({ suppressions }) => suppressions.map(({ justification }) => justification)),
            [["to be fixed"]],
        );
    });

    it("include JUnit XML that is well-formed, with the numbers that it states", () => {
        const xml = output("junit");
        const open: string[] = [];
        let rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
        // Nothing but elements with quoted attributes, and text without markup.
        const token = /^(?:<(?<start>\w+)(?: \w+="[^"<]*")*(?<empty>\/)?>|<\/(?<end>\w+)>|(?<text>[^<]+))/;
        while (rest !== "") {
            const { start, empty, end } =
                token.exec(rest)?.groups ?? assert.fail(`not well-formed: ${rest.slice(0, 80)}`);
            if (start !== undefined && empty === undefined) {
                open.push(start);
            } else if (end !== undefined) {
                assert.equal(open.pop(), end);
            }
            rest = rest.slice(token.exec(rest)?.[0].length);
        }
        assert.deepEqual(open, []);
        assert.doesNotMatch(xml, /&(?!(?:amp|lt|gt|quot|#10|#13|#9);)/);
        assert.doesNotMatch(xml.replaceAll("\n", ""), /\p{Cc}|\p{Cs}/u);
        const count = (element: string): number => xml.split(`<${element}`).length - 1;
        const [, tests, failures, errors] =
            /<testsuites name="ssm-access-audit" tests="(\d+)" failures="(\d+)" errors="(\d+)">/.exec(xml) ?? [];
        assert.deepEqual([count("testcase "), count("failure "), count("error ")].map(String), [
            tests,
            failures,
            errors,
        ]);
    });

    it("include workflow commands of which no name starts another one", () => {
        const lines = output("github").split("\n");
        const commands = lines.filter((line) => line.startsWith("::"));
        assert.ok(commands.length > samples.length);
        assert.ok(commands.every((line) => /^::(error|warning|notice)( [^:]*)?::/.test(line)));
        assert.ok(!commands.some((line) => line.startsWith("::error::h")));
        assert.equal(lines.length, commands.length + 1);
        assert.match(
            lines.join("\n"),
            /^::error file=[^,]*app\.yaml,line=13,col=13,title=iam-passrole-wildcard \(critical\)::/m,
        );
    });

    it("include Markdown whose tables keep their columns", () => {
        const rows = output("markdown")
            .split("\n")
            .filter((line) => line.startsWith("| "));
        assert.ok(rows.length > samples.length);
        for (const row of rows) {
            const columns = row.replaceAll(/\\./g, "").split("|").length - 2;
            assert.ok([4, 5].includes(columns), row);
        }
    });

    it("include JSON with what programs need", () => {
        const { summary, findings } = JSON.parse(output("json")) as {
            readonly summary: { readonly tool: unknown; readonly bySeverity: unknown };
            readonly findings: readonly Readonly<Record<string, unknown>>[];
        };
        assert.deepEqual(summary.tool, { name: "ssm-access-audit", version: "1.2.3" });
        assert.deepEqual(Object.keys(findings.find(({ arn }) => arn !== undefined) ?? {}), [
            ...["rule", "level", "urn", "type", "name", "property", "path", "messageId", "data"],
            ...["message", "reason", "fix", "replacement", "replaces", "fingerprint", "file"],
            ...["line", "column", "severity", "url", "resource", "arn", "account", "stack"],
        ]);
    });

    it("include text that shows the first places of each rule", () => {
        const resources = Array.from({ length: 12 }, (_, at) => ({
            urn: `urn:pulumi:dev::app::aws:iam/policy:Policy::p${at}`,
            type: "aws:iam/policy:Policy",
            inputs: { policy: JSON.stringify(document) },
        }));
        const file = folder.write("many.json", JSON.stringify({ deployment: { manifest: {}, resources } }));
        const { stdout } = run([file]);
        assert.match(stdout, /^mandatory iam-passrole-wildcard \(critical\), 12 violations: /m);
        assert.equal(stdout.split("Fingerprint: ").length - 1, 10);
        assert.match(stdout, /^ {4}and 2 more violations; --format json lists all\.$/m);
    });

    it("are all tested", () => {
        assert.deepEqual(Object.keys(formats).sort(), ["github", "json", "junit", "markdown", "sarif", "text"]);
    });
});
