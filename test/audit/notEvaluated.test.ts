/** What cannot be evaluated is counted with its place, and is never compliant. */
import * as assert from "node:assert/strict";
import { AuditFolder, run, runJson } from "./auditFolder";
import { document } from "./samples";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secretKey = "4dabf18193072939515e22adb298388d";
const secret = { [secretKey]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };

const state = (type: string, name: string, inputs: unknown): unknown => ({
    urn: `urn:pulumi:dev::app::${type}::${name}`,
    type,
    inputs,
});
const policy = "aws:iam/policy:Policy";

describe("values that are not evaluated", () => {
    const folder = new AuditFolder();
    after(() => {
        folder.remove();
    });
    const places = (file: string, value: unknown): readonly (readonly unknown[])[] =>
        runJson([folder.write(file, typeof value === "string" ? value : JSON.stringify(value))]).notEvaluated.map(
            ({ resource, path, reason }) => [String(resource).split("::").at(-1), path, reason],
        );

    it("are the encrypted values of an export", () => {
        const resources = [
            state(policy, "p", { policy: secret }),
            state(policy, "q", { policy: JSON.stringify(document) }),
        ];
        const exported = { deployment: { manifest: {}, resources } };
        assert.deepEqual(places("export.json", exported), [["p", "policy", "secret"]]);
        assert.match(
            run([folder.at("export.json")]).stdout,
            /^Not evaluated, so not known to be compliant: 1 value\n {4}urn:.*::p policy .*: secret, not shown$/m,
        );
    });

    it("are the unknown and secret values of a preview", () => {
        const steps = [
            state(policy, "known", { policy: JSON.stringify(document) }),
            state(policy, "unknown", { policy: unknown }),
            state(policy, "secret", { policy: "[secret]" }),
            state("aws:iam/role:Role", "partly", { name: unknown, inlinePolicies: [{ name: "a", policy: unknown }] }),
            state("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", { role: "r", policyArn: unknown }),
        ].map((newState) => ({ op: "create", newState }));
        assert.deepEqual(places("preview.json", { steps, changeSummary: {} }), [
            ["unknown", "policy", "unknown"],
            ["secret", "policy", "secret"],
            ["partly", "inlinePolicies[0].policy", "unknown"],
            ["attachment", "policyArn", "unknown"],
        ]);
        assert.equal(runJson([folder.at("preview.json")]).findings.length, 1);
    });

    it("are the values of a template that the deployment resolves", () => {
        const template = `Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource:
              - !ImportValue Bucket
              - arn:aws:s3:::known/*
              - "{{resolve:ssm:/bucket}}"
`;
        const at = "Resources.Policy.Properties.PolicyDocument.Statement[0].Resource";
        assert.deepEqual(places("template.yaml", template), [
            ["Policy", `${at}[0]`, "reference"],
            ["Policy", `${at}[2]`, "reference"],
        ]);
        const [first] = runJson([folder.at("template.yaml")]).notEvaluated;
        assert.deepEqual([first?.line, first?.column], [11, 30]);
    });

    it("are none in what is known", () => {
        assert.deepEqual(places("policy.json", document), []);
    });
});
