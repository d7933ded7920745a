import * as assert from "node:assert/strict";
import type { ServiceLinkedRolesArgs } from "../../../components/serviceLinkedRoles/args";
import type { Unwrap } from "../../../components/pattern/args";
import { linkedRoleNames } from "../../../components/statements/serviceLinkedRole";
import { serviceLinkedRoles } from "../../../components/serviceLinkedRoles/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { describeAccess, inOtherAccount, may, mayNot, type Context, type Request } from "../../support/oracle";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { all, some } from "./fixture";

type Args = Unwrap<ServiceLinkedRolesArgs>;

const scope = namingScope("ServiceLinkedRoles");
const roleOf = (service: string, name: string): string =>
    `arn:aws:iam::123456789012:role/aws-service-role/${service}/${name}`;
const ssm = roleOf("ssm.amazonaws.com", "AWSServiceRoleForAmazonSSM");
const quickSetup = roleOf("ssm-quicksetup.amazonaws.com", "AWSServiceRoleForSSMQuickSetup");
const documents = (args: Args) => planDocuments(serviceLinkedRoles, scope, args);

describe("ServiceLinkedRoles documents", () => {
    it("have one statement per role and service", () => {
        const create = (sid: string, role: string, service: string) => ({
            Sid: sid,
            Effect: "Allow",
            Action: ["iam:CreateServiceLinkedRole"],
            Resource: [role],
            Condition: { StringEquals: { "iam:AWSServiceName": service } },
        });
        assert.deepEqual(documents(some).creators?.document.Statement, [
            create("CreateAmazonSSM", ssm, "ssm.amazonaws.com"),
            create("CreateSSMQuickSetup", quickSetup, "ssm-quicksetup.amazonaws.com"),
            { Sid: "SeeWhetherTheyExist", Effect: "Allow", Action: ["iam:GetRole"], Resource: [ssm, quickSetup] },
        ]);
    });

    it("use the same service principal in every partition", () => {
        const china = namingScope("ServiceLinkedRoles", { partition: "aws-cn", region: "cn-north-1" });
        const { AWSServiceRoleForSystemsManagerOpsDataSync: role } = serviceLinkedRoles.names(china, some);
        assert.equal(
            role?.arn,
            "arn:aws-cn:iam::123456789012:role/aws-service-role/opsdatasync.ssm.amazonaws.com/AWSServiceRoleForSystemsManagerOpsDataSync",
        );
    });

    it("have a distinct role for each service", () => {
        assert.equal(new Set(Object.values(linkedRoleNames)).size, Object.keys(linkedRoleNames).length);
    });
});

const creator = "arn:aws:iam::123456789012:group/platform";
const create = (role: string, service?: string): Request =>
    ask("iam:CreateServiceLinkedRole", role, service === undefined ? {} : { "iam:AWSServiceName": service });
const ask = (action: string, resource: string, context: Context = {}): Request => ({
    principal: creator,
    action,
    resource,
    context,
});

describeAccess(
    "creators of service-linked roles",
    () => ({ grants: { [creator]: [documents(some).creators?.document ?? assert.fail()] } }),
    [
        may("create the role of Systems Manager", create(ssm, "ssm.amazonaws.com")),
        may("create the role of Quick Setup", create(quickSetup, "ssm-quicksetup.amazonaws.com")),
        mayNot(
            "create the role of another service",
            create(roleOf("autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling"), "autoscaling.amazonaws.com"),
        ),
        mayNot("create the Systems Manager role for Quick Setup", create(ssm, "ssm-quicksetup.amazonaws.com")),
        mayNot("create the Quick Setup role for Systems Manager", create(quickSetup, "ssm.amazonaws.com")),
        mayNot("create the Systems Manager role without iam:AWSServiceName", create(ssm)),
        mayNot("create the Quick Setup role without iam:AWSServiceName", create(quickSetup)),
        mayNot("create the Systems Manager role with a suffix", create(`${ssm}_suffix`, "ssm.amazonaws.com")),
        mayNot(
            "create the Quick Setup role with a suffix",
            create(`${quickSetup}_suffix`, "ssm-quicksetup.amazonaws.com"),
        ),
        mayNot("create a role in another account", create(inOtherAccount(ssm), "ssm.amazonaws.com")),
        may("read the Systems Manager role", ask("iam:GetRole", ssm)),
        may("read the Quick Setup role", ask("iam:GetRole", quickSetup)),
        mayNot("read another role", ask("iam:GetRole", "arn:aws:iam::123456789012:role/admin")),
        mayNot("delete a service-linked role", ask("iam:DeleteServiceLinkedRole", ssm)),
        mayNot("create any other role", ask("iam:CreateRole", "arn:aws:iam::123456789012:role/ssm")),
        mayNot("pass a service-linked role", ask("iam:PassRole", ssm, { "iam:PassedToService": "ssm.amazonaws.com" })),
    ],
    { resources: true },
);

const grantees = { groups: ["platform"] };

describeIssues("ServiceLinkedRoles validation", serviceLinkedRoles, scope, [
    ["every known service", all],
    ["neither services nor creators", {}, /^ has neither "services" nor "creators"$/],
    ["an unknown service", { services: ["ec2.amazonaws.com"] }, /^services\[0\] is not the principal of a service/],
    ["a name of Object.prototype", { services: ["constructor"] }, /^services\[0\] is not the principal/],
    [
        "a wildcard service",
        { creators: { grantees, services: ["*"] } },
        /^creators\.services\[0\] is not the principal/,
    ],
    ["an empty list of services", { services: [] }, /^services has 0 values$/],
    [
        "a duplicate service",
        { services: ["ssm.amazonaws.com", "ssm.amazonaws.com"] },
        /^services\[1\] duplicates services\[0\]$/,
    ],
    ["no grantees", { creators: { grantees: {}, services: ["ssm.amazonaws.com"] } }, /^creators\.grantees has neither/],
]);
