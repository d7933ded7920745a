/** What rules know of a resource beside its document: its network, its parents, and the flags of a permission. */
import * as assert from "node:assert/strict";
import { configurationOf } from "../../../policypack/engine/configuration";
import { evaluate } from "../../../policypack/engine/evaluate";
import { allRules } from "../../../policypack/rules";
import { unknownText } from "../analyzer";

const stack = "urn:pulumi:dev::acme";
const account = "123456789012";

/** The violations, as `rule level`. */
const found = (type: string, props: unknown, urn = `${stack}::${type}::one`): readonly string[] =>
    evaluate(allRules, [{ type, urn, props }], { configuration: () => configurationOf({}), day: "2026-11-22" }).map(
        ({ rule, level }) => `${rule.name} ${level}`,
    );

describe("a search domain", () => {
    const accessPolicies = JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Principal: { AWS: "*" }, Action: "es:*", Resource: "*" },
    });
    const isPublic = ["iam-resource-public mandatory"];

    for (const type of ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"]) {
        it(`of type ${type} is not public in a VPC`, () => {
            const within = (subnetIds: unknown): readonly string[] =>
                found(type, { accessPolicies, vpcOptions: { subnetIds } });
            assert.deepEqual(within(["subnet-1"]), []);
            assert.deepEqual(within([unknownText]), []);
            assert.deepEqual(within([]), isPublic);
            assert.deepEqual(found(type, { accessPolicies }), isPublic);
            assert.deepEqual(found(type, { accessPolicies, vpcOptions: { securityGroupIds: ["sg-1"] } }), isPublic);
        });
    }

    for (const [type, vpc, subnets] of [
        ["AWS::OpenSearchService::Domain", "VPCOptions", "SubnetIds"],
        ["AWS::Elasticsearch::Domain", "VPCOptions", "SubnetIds"],
    ] as const) {
        it(`of type ${type} is not public in a VPC`, () => {
            const inTemplate = (Properties: unknown): readonly string[] =>
                found("aws:cloudformation/stack:Stack", {
                    templateBody: JSON.stringify({ Resources: { Domain: { Type: type, Properties } } }),
                });
            const AccessPolicies: unknown = JSON.parse(accessPolicies);
            assert.deepEqual(inTemplate({ AccessPolicies, [vpc]: { [subnets]: ["subnet-1"] } }), []);
            assert.deepEqual(inTemplate({ AccessPolicies }), isPublic);
        });
    }

    it("of the native provider is not public in a VPC", () => {
        const type = "aws-native:opensearchservice:Domain";
        const policies: unknown = JSON.parse(accessPolicies);
        assert.deepEqual(found(type, { accessPolicies: policies, vpcOptions: { subnetIds: ["subnet-1"] } }), []);
        assert.deepEqual(found(type, { accessPolicies: policies }), isPublic);
    });

    it("is public in a policy of its own, which does not tell the network", () => {
        assert.deepEqual(found("aws:opensearch/domainPolicy:DomainPolicy", { accessPolicies }), isPublic);
    });

    it("of another provider is not public in a VPC", () => {
        const vpcOptions = { subnetIds: ["subnet-1"] };
        for (const [type, within] of [
            ["awscc:index/opensearchserviceDomain:OpensearchserviceDomain", (props: object) => props],
            ["aws:index/opensearchDomain:OpensearchDomain", (props: object) => props],
            [
                "kubernetes:opensearch.aws.upbound.io/v1beta2:Domain",
                (props: object) => ({ spec: { forProvider: props } }),
            ],
        ] as const) {
            assert.deepEqual(found(type, within({ accessPolicies, vpcOptions })), [], type);
            assert.deepEqual(found(type, within({ accessPolicies, vpcOptions: [vpcOptions] })), [], type);
            assert.deepEqual(found(type, within({ accessPolicies })), isPublic, type);
            assert.deepEqual(found(type, within({ accessPolicies, vpcOptions: [vpcOptions, vpcOptions] })), isPublic);
        }
    });

    it("allows services without a guard in a VPC no more than elsewhere", () => {
        const policies = JSON.stringify({
            Version: "2012-10-17",
            Statement: { Effect: "Allow", Principal: { Service: "ses.amazonaws.com" }, Action: "es:*", Resource: "*" },
        });
        assert.deepEqual(
            found("aws:opensearch/domain:Domain", { accessPolicies: policies, vpcOptions: { subnetIds: ["s"] } }),
            ["iam-resource-confused-deputy mandatory"],
        );
    });
});

describe("the auth policy of a service network", () => {
    const policyFor = (Condition: unknown): unknown => ({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition },
    });
    const authenticated = policyFor({ StringNotEqualsIgnoreCase: { "aws:PrincipalType": "anonymous" } });
    const anonymous = policyFor({});

    for (const [type, propsOf] of [
        ["aws:vpclattice/authPolicy:AuthPolicy", (policy: unknown) => ({ policy: JSON.stringify(policy) })],
        ["aws-native:vpclattice:AuthPolicy", (policy: unknown) => ({ policy })],
        [
            "aws:index/vpclatticeAuthPolicy:VpclatticeAuthPolicy",
            (policy: unknown) => ({ policy: JSON.stringify(policy) }),
        ],
        [
            "aws:cloudformation/stack:Stack",
            (Policy: unknown) => ({
                templateBody: JSON.stringify({
                    Resources: { P: { Type: "AWS::VpcLattice::AuthPolicy", Properties: { Policy } } },
                }),
            }),
        ],
    ] as const) {
        it(`of type ${type} may allow every authenticated caller`, () => {
            assert.deepEqual(found(type, propsOf(authenticated)), []);
            assert.deepEqual(found(type, propsOf(anonymous)), ["iam-resource-public mandatory"]);
        });
    }

    it("is no policy that shares the service network", () => {
        assert.deepEqual(
            found("aws:vpclattice/resourcePolicy:ResourcePolicy", { policy: JSON.stringify(authenticated) }),
            ["iam-resource-public mandatory"],
        );
    });
});

describe("the permission of a function", () => {
    const type = "aws:lambda/permission:Permission";
    const written = "aws:s3/bucket:Bucket$aws:s3:BucketEventSubscription$aws:lambda/permission:Permission";
    const ofBucket = {
        function: "f",
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::bucket",
    };
    const deputy = (level: string): readonly string[] => [`iam-resource-confused-deputy ${level}`];

    it("for an event handler of a bucket is advisory, with a fix of its own", () => {
        const advisory: readonly string[] = [
            written,
            `acme:app:Site$${written}`,
            "aws:s3/bucketV2:BucketV2$aws:s3:BucketEventSubscription$aws:lambda/permission:Permission",
        ];
        for (const chain of advisory) {
            assert.deepEqual(found(type, ofBucket, `${stack}::${chain}::one`), deputy("advisory"), chain);
        }
        const [violation] = evaluate(allRules, [{ type, urn: `${stack}::${written}::one`, props: ofBucket }], {
            configuration: () => configurationOf({ account }),
            day: "2026-11-22",
        });
        assert.match(violation?.fix ?? "", /sourceAccount on the permission with the resource option transforms/);
        assert.equal(violation?.replacement, undefined);
    });

    it("for a bucket is mandatory elsewhere, or without the bucket", () => {
        const mandatory: readonly string[] = [
            type,
            `aws:s3/bucket:Bucket$${type}`,
            `aws:s3:BucketEventSubscription$${type}`,
            `acme:x:aws:s3/bucket:Bucket$acme:aws:s3:BucketEventSubscription$${type}`,
        ];
        for (const chain of mandatory) {
            assert.deepEqual(found(type, ofBucket, `${stack}::${chain}::one`), deputy("mandatory"), chain);
        }
        const { sourceArn, ...withoutSource } = ofBucket;
        assert.equal(sourceArn, "arn:aws:s3:::bucket");
        assert.deepEqual(found(type, withoutSource, `${stack}::${written}::one`), deputy("mandatory"));
        // A name that imitates the chain is not part of it.
        assert.deepEqual(found(type, ofBucket, `${stack}::${type}::${written}`), deputy("mandatory"));
    });

    it("for a bucket is compliant with the source account", () => {
        assert.deepEqual(found(type, { ...ofBucket, sourceAccount: account }), []);
    });

    const url = { function: "f", action: "lambda:InvokeFunctionUrl", principal: "*" };
    const isPublic = (level: string): readonly string[] => [`iam-resource-public ${level}`];

    it("for a function URL depends on the auth type", () => {
        assert.deepEqual(found(type, { ...url, functionUrlAuthType: "NONE" }), isPublic("advisory"));
        assert.deepEqual(found(type, { ...url, functionUrlAuthType: "AWS_IAM" }), isPublic("mandatory"));
        assert.deepEqual(found(type, { ...url, functionUrlAuthType: "AWS_IAM", principalOrgId: "o-abcdefghij" }), []);
        assert.deepEqual(found(type, { ...url, functionUrlAuthType: "AWS_IAM", principal: account }), []);
    });

    it("for the invocation behind a function URL is advisory", () => {
        const second = { ...url, action: "lambda:InvokeFunction" };
        assert.deepEqual(found(type, { ...second, invokedViaFunctionUrl: true }), isPublic("advisory"));
        assert.deepEqual(found(type, { ...second, invokedViaFunctionUrl: false }), isPublic("mandatory"));
        assert.deepEqual(found(type, second), isPublic("mandatory"));
        assert.deepEqual(
            found("aws-native:lambda:Permission", { ...second, functionName: "f", invokedViaFunctionUrl: true }),
            isPublic("advisory"),
        );
    });
});

describe("the permission of a certificate authority", () => {
    const type = "aws:acmpca/permission:Permission";
    const props = { principal: "acm.amazonaws.com", actions: ["IssueCertificate", "GetCertificate"] };

    it("is compliant: it works in the account of the authority only", () => {
        assert.deepEqual(found(type, props), []);
        assert.deepEqual(found(type, { ...props, sourceAccount: account }), []);
    });
});
