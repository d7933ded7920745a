/** Documents and statements of a template that only CloudFormation resolves: nothing is known of them. */
import * as assert from "node:assert/strict";
import { documentsOf } from "../../../../policypack/documents";
import { evaluate } from "../../evaluate";

const include = { "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: "s3://acme/document.json" } } };
const wild = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
const named = { ...wild, Resource: "arn:aws:iam::123456789012:role/app" };

/** The rules that report a policy and its place, in a template. */
const reported = (PolicyDocument: unknown): readonly string[] => {
    const templateBody = JSON.stringify({
        Parameters: { Document: { Type: "String" }, Statement: { Type: "String" } },
        Resources: { P: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument } } },
    });
    return documentsOf("aws:cloudformation/stack:Stack", { templateBody }).flatMap(({ kind, raw }) =>
        evaluate(kind, raw)
            .filter(({ level }) => level === "mandatory")
            .map(({ rule, path }) => `${rule.name} ${path}`),
    );
};

describe("what only CloudFormation resolves", () => {
    const documents: Readonly<Record<string, unknown>> = {
        "an included document": include,
        "a parameter without a value": { Ref: "Document" },
        "an output of another stack": { "Fn::ImportValue": "document" },
        "an attribute of a custom resource": { "Fn::GetAtt": ["Custom", "Document"] },
        "a dynamic reference": "{{resolve:ssm:/acme/document}}",
        "included statements": { Version: "2012-10-17", Statement: include },
        "statements of a custom resource": { Version: "2012-10-17", Statement: { "Fn::GetAtt": ["Custom", "All"] } },
        "an included statement beside one that names a role": { Version: "2012-10-17", Statement: [named, include] },
    };
    for (const [name, document] of Object.entries(documents)) {
        it(`reports nothing on ${name}`, () => {
            assert.deepEqual(reported(document), []);
        });
    }

    it("reports a known statement beside an included one, with its own index", () => {
        assert.deepEqual(reported({ Version: "2012-10-17", Statement: [include, wild] }), [
            "iam-passrole-wildcard Statement[1].Resource",
        ]);
    });

    it("reports text around such a value, which is no document", () => {
        assert.deepEqual(reported({ "Fn::Sub": "not a ${Document}" }), ["iam-document-malformed "]);
        assert.deepEqual(reported({ Version: "2012-10-17", Statement: [{ "Fn::Sub": "not a ${Statement}" }] }), [
            "iam-document-malformed Statement[0]",
        ]);
    });
});
