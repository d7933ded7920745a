import * as assert from "node:assert/strict";
import { ServiceLinkedRoles } from "../../../components";
import { serviceLinkedRoles } from "../../../components/serviceLinkedRoles/pattern";
import { namingScope } from "../namingScopes";
import { some } from "./fixture";
import { describeComponent } from "../../support/component";
import { deploy } from "../../support/deploy";

const role = "aws:iam/serviceLinkedRole:ServiceLinkedRole";
const arn = (service: string, name: string): string =>
    `arn:aws:iam::123456789012:role/aws-service-role/${service}/${name}`;

describeComponent(ServiceLinkedRoles, serviceLinkedRoles, {
    args: some,
    inventory: [
        ["ssm-access:index:ServiceLinkedRoles", "ops"],
        [role, "ops-AWSServiceRoleForAmazonSSM_AccountDiscovery"],
        [role, "ops-AWSServiceRoleForSystemsManagerOpsDataSync"],
        ["aws:iam/policy:Policy", "ops-creators"],
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-creators-group-platform"],
    ],
    carries: [["ops-creators", "policy", "creators"]],
    outputs: {
        roleArns: {
            "accountdiscovery.ssm.amazonaws.com": arn(
                "accountdiscovery.ssm.amazonaws.com",
                "AWSServiceRoleForAmazonSSM_AccountDiscovery",
            ),
            "opsdatasync.ssm.amazonaws.com": arn(
                "opsdatasync.ssm.amazonaws.com",
                "AWSServiceRoleForSystemsManagerOpsDataSync",
            ),
        },
        creatorPolicyArn: serviceLinkedRoles.names(namingScope("ServiceLinkedRoles"), {}).creators.arn,
    },
    rejected: {
        args: { services: ["ec2.amazonaws.com"], creators: { services: [], grantees: {} } },
        paths: ["services[0]", "creators.services", "creators.grantees"],
    },
});

describe("ServiceLinkedRoles", () => {
    it("creates a role with the service name and tags only", async () => {
        const { made } = await deploy(
            () => new ServiceLinkedRoles("ops", { services: ["ssm.amazonaws.com"], tags: { Owner: "platform" } }),
        );
        assert.deepEqual(made.find(({ type }) => type === role)?.inputs, {
            awsServiceName: "ssm.amazonaws.com",
            tags: { Owner: "platform" },
        });
    });
});
