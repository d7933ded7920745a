import * as assert from "node:assert/strict";
import type { ServiceLinkedRolesArgs } from "../../../components/serviceLinkedRoles/args";
import type { Unwrap } from "../../../components/pattern/args";
import { linkedRoleNames } from "../../../components/statements/serviceLinkedRole";
import { serviceLinkedRoles } from "../../../components/serviceLinkedRoles/pattern";
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
const documents = (args: Args) => serviceLinkedRoles.documents(scope, args);

describe("the documents of service-linked roles", () => {
    it("name each role and its service in a statement of their own", () => {
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

    it("stand in every partition under the services' one name", () => {
        const china = namingScope("ServiceLinkedRoles", { partition: "aws-cn", region: "cn-north-1" });
        const { AWSServiceRoleForSystemsManagerOpsDataSync: role } = serviceLinkedRoles.names(china, some);
        assert.equal(
            role?.arn,
            "arn:aws-cn:iam::123456789012:role/aws-service-role/opsdatasync.ssm.amazonaws.com/AWSServiceRoleForSystemsManagerOpsDataSync",
        );
    });

    it("know no service and no role twice", () => {
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
        may("make the role of Systems Manager", create(ssm, "ssm.amazonaws.com")),
        may("make that of Quick Setup", create(quickSetup, "ssm-quicksetup.amazonaws.com")),
        mayNot(
            "make that of another service",
            create(roleOf("autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling"), "autoscaling.amazonaws.com"),
        ),
        mayNot("make one under another's name", create(ssm, "ssm-quicksetup.amazonaws.com")),
        mayNot("make the other under the one's", create(quickSetup, "ssm.amazonaws.com")),
        mayNot("make one for no service", create(ssm)),
        mayNot("make the other for none", create(quickSetup)),
        mayNot("make one with a suffix", create(`${ssm}_suffix`, "ssm.amazonaws.com")),
        mayNot("make the other with one", create(`${quickSetup}_suffix`, "ssm-quicksetup.amazonaws.com")),
        mayNot("make another account's", create(inOtherAccount(ssm), "ssm.amazonaws.com")),
        may("see whether one exists", ask("iam:GetRole", ssm)),
        may("see whether the other does", ask("iam:GetRole", quickSetup)),
        mayNot("see another role", ask("iam:GetRole", "arn:aws:iam::123456789012:role/admin")),
        mayNot("delete one", ask("iam:DeleteServiceLinkedRole", ssm)),
        mayNot("make any other role", ask("iam:CreateRole", "arn:aws:iam::123456789012:role/ssm")),
        mayNot("pass one", ask("iam:PassRole", ssm, { "iam:PassedToService": "ssm.amazonaws.com" })),
    ],
    { resources: true },
);

const grantees = { groups: ["platform"] };

describeIssues("the problems of service-linked roles", serviceLinkedRoles, scope, [
    ["none of all", all],
    ["nothing", {}, /^ has neither "services" nor "creators"$/],
    ["an unknown service", { services: ["ec2.amazonaws.com"] }, /^services\[0\] is not the principal of a service/],
    ["a name like a member of every object", { services: ["constructor"] }, /^services\[0\] is not the principal/],
    ["a pattern", { creators: { grantees, services: ["*"] } }, /^creators\.services\[0\] is not the principal/],
    ["no service", { services: [] }, /^services has 0 values$/],
    ["a service twice", { services: ["ssm.amazonaws.com", "ssm.amazonaws.com"] }, /^services\[1\] is given twice$/],
    ["no grantee", { creators: { grantees: {}, services: ["ssm.amazonaws.com"] } }, /^creators\.grantees has neither/],
]);
