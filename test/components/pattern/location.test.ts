import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    accountOf,
    arn,
    bucketArn,
    documentArn,
    instanceProfileArn,
    isAwsOwnedDocument,
    managedPolicyArn,
    nameOf,
    policyArn,
    roleArn,
} from "../../../components/pattern/location";
import { servicePrincipal } from "../../../components/statements/servicePrincipal";
import { home } from "../../support/deploy";

const china = { partition: "aws-cn", accountId: "123456789012", region: "cn-north-1" };
const gov = { partition: "aws-us-gov", accountId: "123456789012", region: "us-gov-west-1" };

describe("ARNs", () => {
    it("have the fields of the location, unless overridden", () => {
        assert.equal(arn(home, "ssm", "parameter/a"), "arn:aws:ssm:eu-west-1:123456789012:parameter/a");
        assert.equal(arn(gov, "ssm", "parameter/a"), "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/a");
        assert.equal(arn(home, "ssm", "a", { region: "*", accountId: "" }), "arn:aws:ssm:*::a");
    });

    it("have no Region for IAM, and neither Region nor account for buckets", () => {
        assert.equal(roleArn(home, "a"), "arn:aws:iam::123456789012:role/a");
        assert.equal(roleArn(home, "a", "/b/c/"), "arn:aws:iam::123456789012:role/b/c/a");
        assert.equal(policyArn(china, "a"), "arn:aws-cn:iam::123456789012:policy/a");
        assert.equal(instanceProfileArn(home, "a", "/b/"), "arn:aws:iam::123456789012:instance-profile/b/a");
        assert.equal(managedPolicyArn(gov, "service-role/A"), "arn:aws-us-gov:iam::aws:policy/service-role/A");
        assert.equal(bucketArn(china, "b"), "arn:aws-cn:s3:::b");
        assert.equal(bucketArn(home, "b", "k/*"), "arn:aws:s3:::b/k/*");
    });

    it("have an empty account for an AWS-owned document", () => {
        assert.equal(documentArn(home, "AWS-RunShellScript"), "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript");
        assert.equal(
            documentArn(home, "AmazonCloudWatch-ManageAgent"),
            "arn:aws:ssm:eu-west-1::document/AmazonCloudWatch-ManageAgent",
        );
        assert.equal(documentArn(home, "Acme-AWS"), "arn:aws:ssm:eu-west-1:123456789012:document/Acme-AWS");
        assert.equal(documentArn(home, "*"), "arn:aws:ssm:eu-west-1:123456789012:document/*");
        const shared = "arn:aws:ssm:us-east-1:210987654321:document/Shared";
        assert.equal(documentArn(home, shared), shared);
    });

    it("show whether AWS owns a document", () => {
        for (const owned of [
            "AWS-A",
            "aws-a",
            "AmazonA",
            "amznA",
            "AWSEC2-A",
            "arn:aws:ssm:eu-west-1::document/AWS-A",
        ]) {
            assert.equal(isAwsOwnedDocument(owned), true, owned);
        }
        assert.equal(isAwsOwnedDocument("arn:aws:ssm:eu-west-1::document/Anything"), true);
        for (const own of ["Acme", "My-AWS-A", "arn:aws:ssm:eu-west-1:123456789012:document/Acme"]) {
            assert.equal(isAwsOwnedDocument(own), false, own);
        }
    });

    it("contain the account and the name they were built from", () => {
        const name = fc.stringMatching(/^[\w+=,.@-]{1,64}$/);
        const path = fc.constantFrom("/", "/a/", "/a/b/");
        fc.assert(
            fc.property(name, path, (role, at) => {
                const made = roleArn(home, role, at);
                assert.deepEqual([accountOf(made), nameOf(made), nameOf(role)], [home.accountId, role, role]);
            }),
        );
        assert.equal(accountOf("ops"), undefined);
        assert.equal(accountOf("arn:aws:s3:::b"), "");
    });
});

describe("service principals", () => {
    it("have the domain of the partition where AWS uses it", () => {
        assert.equal(servicePrincipal(home, "ec2"), "ec2.amazonaws.com");
        assert.equal(servicePrincipal(china, "ec2"), "ec2.amazonaws.com.cn");
        assert.equal(servicePrincipal(china, "ssm"), "ssm.amazonaws.com");
        assert.equal(servicePrincipal(gov, "ec2"), "ec2.amazonaws.com");
    });
});
