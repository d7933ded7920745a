import * as assert from "node:assert/strict";
import {
    InventorySync,
    ParameterAccess,
    PatchAccess,
    ServiceLinkedRoles,
    SessionAccess,
    StateManagerAccess,
} from "../../../components";
import { account, allowed, region, staff, trusted, type Scenario } from "./scenario";
import { isRecord, parseJson, text } from "../../fakeAws/value";

const parameterArn = (path: string): string => `arn:aws:ssm:${region}:${account}:parameter${path}`;

/** Sessions, parameters, patches, associations, inventory, and service-linked roles. */
export const accessScenarios: readonly Scenario[] = [
    {
        component: "SessionAccess",
        make: (changed) =>
            new SessionAccess("shells", {
                administrators: {},
                users: {
                    documents: ["SSM-SessionManagerRunShell"],
                    targetTags: { Environment: ["test"] },
                    grantees: staff("SessionAccess", changed),
                },
                preferences: {
                    idleSessionTimeoutMinutes: changed ? 10 : 20,
                    logGroup: { logGroupName: "/sessions" },
                },
                auditors: { logGroupNames: ["/sessions"], grantees: { groups: ["SessionAccess-audit"] } },
            }),
        exists: [
            "Document SSM-SessionManagerRunShell",
            "GroupPolicyAttachment SessionAccess-team/policy/shells-users-HASH",
            "GroupPolicyAttachment SessionAccess-audit/policy/shells-auditors-HASH",
            "Policy policy/shells-auditors-HASH",
            "Policy policy/shells-users-HASH",
        ],
        holds: (found) => {
            const preferences = found("shells-preferences Document");
            assert.equal(preferences.documentType, "Session");
            const content = parseJson(text(preferences, "content"));
            const inputs = isRecord(content) && isRecord(content.inputs) ? content.inputs : {};
            assert.deepEqual([inputs.idleSessionTimeout, inputs.cloudWatchLogGroupName], ["20", "/sessions"]);
            assert.ok(allowed(found("shells-users Policy"), "ssm:StartSession").includes(text(preferences, "arn")));
        },
        steps: [
            "create GroupPolicyAttachment shells-users-group-SessionAccess-audit",
            "update Document shells-preferences",
        ],
    },
    {
        component: "ParameterAccess",
        make: (changed) =>
            new ParameterAccess("settings", {
                readers: { paths: ["/app"], grantees: { groups: ["ParameterAccess-audit"] } },
                writers: {
                    paths: changed ? ["/app", "/shared"] : ["/app"],
                    grantees: staff("ParameterAccess", changed),
                },
            }),
        exists: [
            "GroupPolicyAttachment ParameterAccess-team/policy/settings-writers-HASH",
            "GroupPolicyAttachment ParameterAccess-audit/policy/settings-readers-HASH",
            "Policy policy/settings-readers-HASH",
            "Policy policy/settings-writers-HASH",
        ],
        holds: (found) => {
            const written = allowed(found("settings-writers Policy"), "ssm:PutParameter");
            assert.deepEqual([...new Set(written)], [parameterArn("/app/*")]);
            assert.deepEqual(allowed(found("settings-readers Policy"), "ssm:PutParameter"), []);
        },
        steps: [
            "create GroupPolicyAttachment settings-writers-group-ParameterAccess-audit",
            "update Policy settings-writers",
        ],
    },
    {
        component: "PatchAccess",
        make: (changed) =>
            new PatchAccess("servers", {
                administrators: { createBaselines: true, grantees: staff("PatchAccess", changed) },
                patchers: {
                    targetTags: { PatchGroup: changed ? ["web", "batch"] : ["web"] },
                    grantees: { groups: ["PatchAccess-team"] },
                },
                readers: { createPolicy: true, ...(changed ? { grantees: { groups: ["PatchAccess-audit"] } } : {}) },
            }),
        exists: [
            "GroupPolicyAttachment PatchAccess-team/policy/servers-administrators-HASH",
            "GroupPolicyAttachment PatchAccess-team/policy/servers-patchers-HASH",
            "Policy policy/servers-administrators-HASH",
            "Policy policy/servers-patchers-HASH",
            "Policy policy/servers-readers-HASH",
        ],
        holds: (found) => {
            const sent = allowed(found("servers-patchers Policy"), "ssm:SendCommand");
            assert.deepEqual(
                sent.filter((resource) => resource.includes(":document/")),
                [`arn:aws:ssm:${region}::document/AWS-RunPatchBaseline`],
            );
            assert.notDeepEqual(allowed(found("servers-administrators Policy"), "ssm:CreatePatchBaseline"), []);
        },
        steps: [
            "create GroupPolicyAttachment servers-administrators-group-PatchAccess-audit",
            "create GroupPolicyAttachment servers-readers-group-PatchAccess-audit",
            "update Policy servers-patchers",
        ],
    },
    {
        component: "StateManagerAccess",
        make: (changed) =>
            new StateManagerAccess("agents", {
                runCommand: {
                    documents: changed ? ["AWS-GatherSoftwareInventory", "AWS-UpdateSSMAgent"] : ["AWS-UpdateSSMAgent"],
                    targetTags: { Environment: ["test"] },
                },
                creators: { grantees: staff("StateManagerAccess", changed) },
            }),
        exists: [
            "GroupPolicyAttachment StateManagerAccess-team/policy/agents-creators-HASH",
            "Policy policy/agents-creators-HASH",
            "Role agents-dispatch-HASH",
            "RolePolicy agents-dispatch-HASH:dispatch",
        ],
        holds: (found) => {
            const role = found("agents Role");
            assert.deepEqual(trusted(role), ["ssm.amazonaws.com"]);
            assert.deepEqual(allowed(found("agents-creators Policy"), "iam:PassRole"), [role.arn]);
        },
        steps: [
            "create GroupPolicyAttachment agents-creators-group-StateManagerAccess-audit",
            "update Policy agents-creators",
            "update RolePolicy agents-dispatch",
        ],
    },
    {
        component: "InventorySync",
        make: (changed) =>
            new InventorySync("inventory", {
                bucket: {
                    bucketName: "acme-inventory",
                    createKey: true,
                    ...(changed ? { syncRegions: [region, "eu-central-1"] } : {}),
                },
                sync: { syncName: "fleet" },
                readers: { grantees: staff("InventorySync", changed) },
            }),
        exists: [
            "Alias alias/inventory-key-HASH",
            "Bucket acme-inventory",
            "BucketPolicy acme-inventory",
            "BucketPublicAccessBlock acme-inventory",
            "BucketServerSideEncryptionConfiguration acme-inventory",
            "GroupPolicyAttachment InventorySync-team/policy/inventory-readers-HASH",
            "Key UUID",
            "Policy policy/inventory-readers-HASH",
            "ResourceDataSync fleet",
        ],
        holds: (found) => {
            const { s3Destination } = found("inventory-sync ResourceDataSync");
            const { arn } = found("inventory-key Key");
            assert.deepEqual(s3Destination, {
                bucketName: "acme-inventory",
                kmsKeyArn: arn,
                region,
                syncFormat: "JsonSerDe",
            });
        },
        steps: [
            "create GroupPolicyAttachment inventory-readers-group-InventorySync-audit",
            "update BucketPolicy inventory-bucket",
            "update Key inventory-key",
        ],
    },
    {
        component: "ServiceLinkedRoles",
        make: (changed) =>
            new ServiceLinkedRoles("linked", {
                services: ["opsdatasync.ssm.amazonaws.com", ...(changed ? ["accountdiscovery.ssm.amazonaws.com"] : [])],
                creators: { services: ["ssm.amazonaws.com"], grantees: staff("ServiceLinkedRoles", changed) },
            }),
        exists: [
            "GroupPolicyAttachment ServiceLinkedRoles-team/policy/linked-creators-HASH",
            "Policy policy/linked-creators-HASH",
            "ServiceLinkedRole role/aws-service-role/opsdatasync.ssm.amazonaws.com/AWSServiceRoleForSystemsManagerOpsDataSync",
        ],
        holds: (found) => {
            const made = found("linked-AWSServiceRoleForSystemsManagerOpsDataSync ServiceLinkedRole");
            assert.equal(made.path, "/aws-service-role/opsdatasync.ssm.amazonaws.com/");
            assert.deepEqual(allowed(found("linked-creators Policy"), "iam:CreateServiceLinkedRole"), [
                `arn:aws:iam::${account}:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM`,
            ]);
        },
        steps: [
            "create GroupPolicyAttachment linked-creators-group-ServiceLinkedRoles-audit",
            "create ServiceLinkedRole linked-AWSServiceRoleForAmazonSSM_AccountDiscovery",
        ],
    },
];
