import * as assert from "node:assert/strict";
import { DocumentAccess } from "../../../components";
import { account, allowed, region, staff, type Scenario } from "./scenario";

const documentNamed = (name: string): string => `arn:aws:ssm:${region}:${account}:document/${name}`;

export const documentScenario: Scenario = {
    component: "DocumentAccess",
    make: (changed) =>
        new DocumentAccess("runs", {
            authors: {
                namePrefixes: ["Acme-Runs-"],
                documentTypes: changed ? ["Command", "Package"] : ["Command"],
                grantees: staff("DocumentAccess", changed),
            },
            sharers: { names: ["Acme-Runs-Shared"], createPolicy: true },
            blockPublicSharing: true,
        }),
    exists: [
        "GroupPolicyAttachment DocumentAccess-team/policy/runs-authors-HASH",
        "Policy policy/runs-authors-HASH",
        "Policy policy/runs-sharers-HASH",
        `ServiceSetting arn:aws:ssm:${region}:${account}:servicesetting/ssm/documents/console/public-sharing-permission`,
    ],
    holds: (found) => {
        assert.deepEqual(allowed(found("runs-authors Policy"), "ssm:CreateDocument"), [documentNamed("Acme-Runs-*")]);
        assert.deepEqual(allowed(found("runs-sharers Policy"), "ssm:ModifyDocumentPermission"), [
            documentNamed("Acme-Runs-Shared"),
        ]);
        assert.equal(found("runs-setting ServiceSetting").settingValue, "Disable");
    },
    steps: ["create GroupPolicyAttachment runs-authors-group-DocumentAccess-audit", "update Policy runs-authors"],
};
