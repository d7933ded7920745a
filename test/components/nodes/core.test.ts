import * as assert from "node:assert/strict";
import { nodeCore } from "../../../components/nodes/core";
import { hostManagedInstance, registeredNode, type NodeKind } from "../../../components/nodes/kinds";
import { home } from "../../support/deploy";

const core = (kind: NodeKind) =>
    Object.fromEntries(nodeCore(home, kind, {}).map(({ Sid, Resource, Condition }) => [Sid, { Resource, Condition }]));

const instances = ["arn:aws:ec2:eu-west-1:123456789012:instance/*"];
const registered = ["arn:aws:ssm:eu-west-1:123456789012:managed-instance/*"];

describe("the core policy of a node", () => {
    it("names registered nodes by their ARNs and condition key", () => {
        const { RegisterInstance, ListInstanceAssociations, ReportAssociations, ReportCompliance, ...others } =
            core(registeredNode);
        assert.deepEqual(RegisterInstance?.Resource, registered);
        assert.deepEqual(ListInstanceAssociations?.Resource, registered);
        assert.deepEqual(ReportAssociations?.Resource, [
            "arn:aws:ssm:eu-west-1:123456789012:association/*",
            ...registered,
            "arn:aws:ssm:eu-west-1:123456789012:document/*",
            "arn:aws:ssm:eu-west-1::document/*",
        ]);
        assert.deepEqual(ReportCompliance, {
            Resource: registered,
            Condition: { StringEquals: { "ssm:SourceInstanceARN": "${ssm:SourceInstanceARN}" } },
        });
        assert.deepEqual(Object.keys(others), ["OpenChannels", "ReadDocuments", "ReportInventoryPatchesAndPackages"]);
    });

    it("allows an instance with the default role to report with either key", () => {
        const { ReportCompliance, ReportComplianceOtherwise } = core(hostManagedInstance);
        assert.deepEqual(ReportCompliance, {
            Resource: instances,
            Condition: { StringEquals: { "ec2:SourceInstanceARN": "${ec2:SourceInstanceARN}" } },
        });
        assert.deepEqual(ReportComplianceOtherwise, {
            Resource: instances,
            Condition: { StringEquals: { "ssm:SourceInstanceARN": "${ssm:SourceInstanceARN}" } },
        });
    });
});
