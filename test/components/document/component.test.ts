import * as assert from "node:assert/strict";
import { DocumentAccess } from "../../../components";
import { document } from "../../../components/document/pattern";
import { describeComponent } from "../../support/component";
import { deploy, inventory } from "../../support/deploy";
import { namingScope } from "../namingScopes";
import { everything, writers } from "./fixture";

const names = document.names(namingScope("DocumentAccess"), { blockPublicSharing: true });
const settingArn = "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/documents/console/public-sharing-permission";

describeComponent(DocumentAccess, document, {
    args: everything,
    inventory: [
        ["ssm-access:index:DocumentAccess", "ops"],
        ["aws:iam/policy:Policy", "ops-authors"],
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-authors-group-developers"],
        ["aws:iam/policy:Policy", "ops-readers"],
        ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "ops-readers-user-ana"],
        ["aws:ssm/serviceSetting:ServiceSetting", "ops-setting"],
        ["aws:iam/policy:Policy", "ops-sharers"],
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-sharers-group-platform"],
    ],
    carries: [
        ["ops-authors", "policy", "authors"],
        ["ops-sharers", "policy", "sharers"],
        ["ops-readers", "policy", "readers"],
    ],
    outputs: {
        authorPolicyArn: names.authors.arn,
        sharerPolicyArn: names.sharers.arn,
        readerPolicyArn: names.readers.arn,
        settingArn,
    },
    rejected: {
        args: {
            authors: { names: ["AWS-RunShellScript"], documentTypes: ["Script"] },
            sharers: { namePrefixes: ["*"] },
            readers: {},
        },
        paths: ["authors.names[0]", "authors.documentTypes[0]", "sharers.namePrefixes[0]", "readers"],
    },
});

describe("the block on public sharing", () => {
    it("disables the setting of the component's Region", async () => {
        const { made } = await deploy(() => new DocumentAccess("ops", { blockPublicSharing: true }));
        assert.deepEqual(inventory(made), [
            ["ssm-access:index:DocumentAccess", "ops"],
            ["aws:ssm/serviceSetting:ServiceSetting", "ops-setting"],
        ]);
        const { settingId, settingValue } = made.find(({ name }) => name === "ops-setting")?.inputs ?? {};
        assert.deepEqual([settingId, settingValue], [settingArn, "Disable"]);
    });

    it("is left to others unless it is asked for", async () => {
        for (const blockPublicSharing of [undefined, false]) {
            const args = { ...writers, ...(blockPublicSharing === undefined ? {} : { blockPublicSharing }) };
            const { made } = await deploy(() => new DocumentAccess("ops", args));
            assert.ok(!made.some(({ type }) => type === "aws:ssm/serviceSetting:ServiceSetting"));
        }
    });
});
