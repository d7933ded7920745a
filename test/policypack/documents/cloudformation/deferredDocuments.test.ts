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
        "a document that an include completes": { Version: "2012-10-17", ...include },
        "a statement that an include completes": {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", ...include }],
        },
        "a version": { Version: { Ref: "Document" }, Statement: named },
        "a Sid": { Version: "2012-10-17", Statement: { ...named, Sid: { "Fn::Sub": "${AWS::StackName}Access" } } },
        "an effect": { Version: "2012-10-17", Statement: { ...named, Effect: { Ref: "Statement" } } },
        "a condition": { Version: "2012-10-17", Statement: { ...named, Condition: include } },
        "the keys of an operator": {
            Version: "2012-10-17",
            Statement: { ...named, Condition: { StringEquals: { Ref: "Statement" } } },
        },
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

    it("reports what is known of the rest", () => {
        const wide = ["iam-passrole-wildcard Statement.Resource"];
        for (const more of [
            { Effect: { Ref: "Statement" } },
            { Condition: include },
            { Sid: { Ref: "Statement" } },
            include,
        ]) {
            assert.deepEqual(reported({ Version: "2012-10-17", Statement: { ...wild, ...more } }), wide);
        }
        assert.deepEqual(reported({ Version: { Ref: "Document" }, Statement: wild }), wide);
        assert.deepEqual(reported({ Version: "2012-10-17", Statement: wild, ...include }), wide);
    });

    it("reads a version that may know policy variables as one that does", () => {
        const variable = { ...wild, Resource: "arn:aws:iam::123456789012:role/${aws:PrincipalTag/team}" };
        assert.deepEqual(reported({ Version: { Ref: "Document" }, Statement: variable }), [
            "iam-passrole-role-pattern Statement.Resource",
        ]);
    });

    it("does not count a Deny whose effect is not known", () => {
        const denied = { ...wild, Effect: { Ref: "Statement" } };
        assert.deepEqual(reported({ Version: "2012-10-17", Statement: [wild, denied] }), [
            "iam-passrole-wildcard Statement[0].Resource",
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
